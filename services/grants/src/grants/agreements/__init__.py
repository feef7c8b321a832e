"""A grant: what the funder awarded to whom, for which time, and what it has paid of it."""
