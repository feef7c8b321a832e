"""What one may ask about what is published."""
