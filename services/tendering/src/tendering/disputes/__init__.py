"""A supplier disputes how it was assessed: that does not count until somebody else of the buyer has decided."""
