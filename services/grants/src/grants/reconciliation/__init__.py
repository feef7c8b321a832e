"""What a grant came to: earned, capped at its share of the actual cost, and what goes back to the fund."""
