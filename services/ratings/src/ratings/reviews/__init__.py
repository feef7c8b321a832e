"""A review spends a credential and is added to a tally; nothing is kept that stands for one person."""
