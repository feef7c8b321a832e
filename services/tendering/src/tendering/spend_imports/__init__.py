"""Spend files come in: announced, sent in parts, read in the background, every line kept, no payment counted twice."""
