"""Public and private money in one fund: whether they match is counted by what is drawn, not by what is pledged."""
