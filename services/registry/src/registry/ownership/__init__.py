"""State who owns an organisation, correct it, and read the tree of its owners."""
