"""A notice copied as a new draft: what was asked for, and nothing of who answered."""
