"""How many days it takes to be paid, at every tier: the half-year's figures (s.69) and payments over £30,000 (s.70)."""
