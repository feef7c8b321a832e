"""From statements of ownership to the tree, and all that a page says of it."""
