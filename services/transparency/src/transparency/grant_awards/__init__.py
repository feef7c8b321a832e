"""Grants in the 360Giving standard: the platform's own, as awarded and paid, and other funders' as published."""
