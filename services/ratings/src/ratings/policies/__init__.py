"""By which figures ratings are weighed and shown: the rulebook's, or those that the platform chose in their place."""
