"""From the bytes of a spend file to its records."""
