"""When two records look like one body's, and what making them one takes."""
