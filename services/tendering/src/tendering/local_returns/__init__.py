"""How many of a contract's staff are local, and how much of its purchases: as its supplier says, of nobody by name."""
