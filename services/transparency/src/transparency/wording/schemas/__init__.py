"""From what the registry told to answers that can be read."""
