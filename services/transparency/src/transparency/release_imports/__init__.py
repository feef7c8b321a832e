"""Other portals' releases, kept exactly as they published them."""
