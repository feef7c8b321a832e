"""Which releases of other portals can be kept, and what they say of organisations."""
