"""What a page may ask of the tables behind it."""
