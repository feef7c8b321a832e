"""Which numbers are one body, and what its registers prove together."""
