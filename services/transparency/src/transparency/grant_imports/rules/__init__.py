"""Which grants of other funders can be kept, and what may be mended in them."""
