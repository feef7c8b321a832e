"""An import from its announcement to its last record."""
