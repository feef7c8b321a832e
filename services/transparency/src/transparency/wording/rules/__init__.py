"""Words for labels, facts, countries and registers."""
