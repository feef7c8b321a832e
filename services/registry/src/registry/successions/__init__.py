"""When a public body takes over from others: who follows whom, in which functions and contracts, at what cost."""
