"""What providers send for each phase of a flexible procedure, shut until it closes."""
