"""A year of an authority on one page: what is told elsewhere, each figure with the address where it is told whole."""
