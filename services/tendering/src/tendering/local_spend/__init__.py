"""How much of an authority's money stays in an area, and with whom: told whole, what is not known as a part of it."""
