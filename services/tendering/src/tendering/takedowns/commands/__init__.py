"""Names come down: from what was read, and from what is read later."""
