"""The lawful ways to buy what is needed, weighed on one sheet before anything is announced."""
