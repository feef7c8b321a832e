"""Buying under a framework: its seats are awarded, its suppliers compete again or are asked in turn (ss.45 to 48)."""
