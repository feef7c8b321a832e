"""A running grant is looked at anew every year, to continue, amend or discontinue it (GovS 015, requirement 9)."""
