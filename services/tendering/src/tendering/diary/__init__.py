"""What each procurement owes and by when, from what has happened in it."""
