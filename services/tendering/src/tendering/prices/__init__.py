"""Prices that seem too low: compared, asked about, explained, and decided upon."""
