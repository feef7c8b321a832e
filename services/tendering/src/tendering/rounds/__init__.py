"""An open framework awarded anew: its rounds, by when the next is due, and earlier bids that stand in it (s.49)."""
