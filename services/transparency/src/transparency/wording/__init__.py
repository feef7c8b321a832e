"""The registry's answers in plain words: what it is, how we know, what is missing, and what would change it."""
