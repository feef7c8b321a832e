"""A provider asks for money from a scheme; until it is decided that is between the two of them."""
