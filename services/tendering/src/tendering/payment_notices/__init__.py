"""Payments compliance notices (UK17, s.69): a half-year as it was published, and which director approved it."""
