"""How stars become a score, which counts may be seen, and what is shown of both."""
