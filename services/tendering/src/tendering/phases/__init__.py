"""How far a flexible procedure has come, and who is in it: who was let go bids no more."""
