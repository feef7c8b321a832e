"""A social investment: capital that outcomes repay. Its return has a cap; what is beyond goes back to the fund."""
