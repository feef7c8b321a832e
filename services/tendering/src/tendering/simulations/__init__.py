"""What would have come of other weights, bids, prices or limits. Nothing is kept."""
