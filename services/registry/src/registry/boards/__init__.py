"""Boards that may be observed, and what organisations disclose of pay, payment and tax."""
