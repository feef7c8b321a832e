"""What one may ask of listings."""
