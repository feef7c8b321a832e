"""Areas of the United Kingdom by their GSS codes: which lie in which, and what became of those that were abolished."""
