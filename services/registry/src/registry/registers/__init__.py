"""The public registers, mirrored row by row until an organisation is adopted."""
