"""What providers send for each phase of a flexible procedure, and how far it has come; who was let go bids no more."""
