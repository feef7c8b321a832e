"""After the deadline the openers meet: what was sealed is logged, then so many shares open all of it at once."""
