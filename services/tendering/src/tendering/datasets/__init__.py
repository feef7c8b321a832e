"""Payments that an authority tells of: of itself, of a market, of the whole; no dataset is summed with another."""
