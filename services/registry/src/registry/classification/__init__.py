"""What an organisation is, by rules over its evidence: yes, no or unknown, and why."""
