"""How much of a scope's money each group holds, its supply chains included, and what the cap says of that."""
