"""Scrutiny committees: their calendar, what users set in motion as an evidence pack, and slots for users to speak."""
