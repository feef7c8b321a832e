"""How bids are judged: who is admitted, whose price is in question, if panels suffice, what the points come to."""
