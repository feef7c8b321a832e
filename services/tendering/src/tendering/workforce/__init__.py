"""Whose work moves with a service: told to bidders with the notice, by role and without names (TUPE)."""
