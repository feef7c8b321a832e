"""Dynamic markets: who meets the conditions may join at any time, and only members bid under one (ss.34-40)."""
