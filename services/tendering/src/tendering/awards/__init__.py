"""The buyer decides which bid wins which lots, and says why."""
