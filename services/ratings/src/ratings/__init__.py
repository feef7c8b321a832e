"""Ratings: what the people who use a service say of it, counted once each and never traced to anyone.

A contract's service can be rated (eligibility). Its buyer's system hands out one-time credentials (credentials); a
review spends one and is added to a tally (reviews). Tallies are published when so much is new that no review shows
(scores).
"""
