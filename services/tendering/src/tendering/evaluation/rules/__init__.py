"""How bids are judged: who may mark, what is abnormally low, and what the points come to."""
