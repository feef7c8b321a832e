"""Providers and commissioners who run a service together: they decide as one, and share what they save or overspend."""
