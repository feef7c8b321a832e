"""The words of 360Giving 1.4 for grants, and for what becomes of them."""
