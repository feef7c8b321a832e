"""Changes of a signed contract: the route by which each is lawful, and the change notice before it (ss.74, 75)."""
