"""Buying under a framework: its seats are awarded, and those who hold one compete again (ss.45 to 48)."""
