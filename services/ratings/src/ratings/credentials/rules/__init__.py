"""What makes a signed credential: how it is blinded, unblinded and proved, and how it is written down."""
