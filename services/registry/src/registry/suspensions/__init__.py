"""Suspension: an organisation begins nothing new for a time, once it was told why, could reply and another decided."""
