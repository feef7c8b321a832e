"""Whose book is open, and how deep: by what a contract is worth, what was split from it, and how much is at risk."""
