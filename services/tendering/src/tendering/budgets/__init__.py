"""Individual budgets: who holds one chooses among approved providers, and no more is spent than there is."""
