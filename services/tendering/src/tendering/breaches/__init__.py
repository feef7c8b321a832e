"""What a supplier did not carry out and what came of it: told within thirty days (s.71(3) to (5), UK9)."""
