"""Which services can be rated, and for which quarters: those that somebody is under contract to provide."""
