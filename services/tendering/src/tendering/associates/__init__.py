"""Whom a bid names beside its bidder: looked up once it is open, and the bidder heard on each (ss.26, 28)."""
