"""The recipient claims, two of the funder's people look at it, and the funder pays: never more than was awarded."""
