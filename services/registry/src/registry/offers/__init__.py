"""Services that organisations offer: for whom, where, when, with how many places; and what search knows of each."""
