"""Outcomes for people, claimed under pseudonyms and verified by somebody who gains nothing by it; each pays once."""
