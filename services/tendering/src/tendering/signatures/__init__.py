"""Both sides sign: every rule that can still keep them from it is asked that day."""
