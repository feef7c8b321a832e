"""Who wins which lots, by the published tables and the limit on lots."""
