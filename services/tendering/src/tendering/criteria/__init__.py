"""What bids are judged by, and where each score comes from."""
