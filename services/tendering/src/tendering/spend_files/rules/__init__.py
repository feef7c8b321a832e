"""What becomes of each record of a spend file, and why."""
