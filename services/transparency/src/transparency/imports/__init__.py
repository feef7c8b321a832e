"""What other portals published, kept exactly as they published it, and the organisations that they name."""
