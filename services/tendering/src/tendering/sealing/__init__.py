"""Keys that no one holds alone: a tender's own pair, whose private half is split among openers before publication."""
