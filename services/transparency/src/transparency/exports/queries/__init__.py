"""What one may ask of the Code's tables: which there are, and what stands in them."""
