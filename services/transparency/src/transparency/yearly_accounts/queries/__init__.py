"""The sections of an account, each asked of the slice that computes it."""
