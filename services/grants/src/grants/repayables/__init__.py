"""A repayable grant: a share of what is earned above a floor comes back to the same scheme, without interest."""
