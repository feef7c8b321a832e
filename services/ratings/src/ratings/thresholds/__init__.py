"""By which figures an authority's petitions run: the platform's, or those that it set from a day on."""
