"""Invoices and what was paid of them, at every tier: posted in bulk by whoever pays, confirmed by whoever is paid."""
