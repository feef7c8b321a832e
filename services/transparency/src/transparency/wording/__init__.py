"""The registry's answers in plain words: what an organisation is, how we know, what is missing, what would change it."""
