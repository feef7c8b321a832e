"""What others build on: stories with replies and changes, in bulk, as linked data, and as a badge to put on a page."""
