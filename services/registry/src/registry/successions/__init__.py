"""Public bodies that end, and those that take over: what, with which contracts, from which day and at what cost."""
