"""A funder says in public which rules of good grant making it holds itself to; only those may stop what it does."""
