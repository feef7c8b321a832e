"""After publication terms change only by a published amendment, before the deadline, with more time for bidders."""
