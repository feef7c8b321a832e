"""Co-design: what the people who use a service gave to it, what they were paid, and what became of it."""
