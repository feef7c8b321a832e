"""Preliminary market engagement: who was met, what they were shown, and that nobody gained by it (ss.16 and 17)."""
