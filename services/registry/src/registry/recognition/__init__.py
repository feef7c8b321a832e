"""The public-values pledge, the badge of a mutual, and whether user-led organisations compete as equals."""
