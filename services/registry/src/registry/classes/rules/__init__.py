"""Figures against limits, the table of classes, the not-for-profit grade, and conduct."""
