"""The accepted lines of an authority's own spend files, for whoever publishes its spending.

They lie in the store and not in events, because a name in them may come down: a ledger forgets nothing.
"""
