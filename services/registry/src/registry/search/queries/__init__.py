"""What one may ask of organisations and bodies together."""
