"""What the public is told: tallies, shrunk towards what is usual, when so much is new that no single rating shows."""
