"""Facts about an organisation, each with its source; what contradicts itself is disputed."""
