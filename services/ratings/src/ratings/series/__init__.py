"""Ratings by quarter, service, organisation and area: cells that are told alone, and sums of those and no others."""
