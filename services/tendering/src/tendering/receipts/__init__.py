"""Receipts that anybody can check: what the service had of a bid, and when, signed with a key that it publishes."""
