"""What a contract gave to people in a period, and what a place, a night and an outcome cost."""
