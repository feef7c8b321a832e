"""What one may do with a petition: load, decide, record."""
