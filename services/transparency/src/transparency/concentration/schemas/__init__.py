"""How shares, what the rules say of them and what is supposed look on the wire."""
