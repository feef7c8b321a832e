"""Bids become a score table: panels mark, price is set against price, and everything is counted exactly."""
