"""What is owed, and by when, of everything that an authority does in procurement."""
