"""How often money turns in a place: the local multiplier of three rounds (LM3)."""
