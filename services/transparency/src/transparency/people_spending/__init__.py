"""How much of an authority's money pays for services to people."""
