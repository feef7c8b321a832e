"""What openers do: load, decide, record. Enough shares open all that is sealed to a key at once, or nothing."""
