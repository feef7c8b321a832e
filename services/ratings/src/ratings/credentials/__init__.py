"""Whoever used a service gets a credential from the buyer's system, which never learns what it was spent on."""
