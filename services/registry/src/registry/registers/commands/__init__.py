"""What is done to the mirror: rows are kept, numbers become bodies, bodies become organisations."""
