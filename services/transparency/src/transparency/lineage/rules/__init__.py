"""How the tree is drawn."""
