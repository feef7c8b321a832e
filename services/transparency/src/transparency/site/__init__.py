"""What anybody sees at `/`: organisations, contracts, grants and ratings, as pages that work without JavaScript."""
