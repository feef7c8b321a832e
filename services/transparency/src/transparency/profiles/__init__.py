"""What the registry told of an organisation beside its entry: answers, owners, services, meetings and disclosures."""
