"""Bodies: the numbers of several registers that links join, and the organisations that they become."""
