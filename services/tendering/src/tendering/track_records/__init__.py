"""How a supplier's contracts with all buyers were assessed of late: evidence for whoever awards, and no barrier."""
