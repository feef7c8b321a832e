"""Who works for a supplier, and for whom works for it, to any tier: value, service, dates, and no forced silence."""
