"""A spend file from its announcement to its last line."""
