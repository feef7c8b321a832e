"""Matching other people's lists of organisations with the register (Reconciliation API 0.2)."""
