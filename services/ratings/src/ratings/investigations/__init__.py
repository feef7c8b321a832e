"""What users set in motion: an investigation with an independent lead, evidence of the provider, and findings."""
