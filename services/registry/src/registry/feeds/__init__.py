"""Feeds of other directories, in Open Referral UK: read, checked, and kept as they were published."""
