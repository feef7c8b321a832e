"""Which costs a grant is asked for, line by line: no cost is paid for by two funders together more than once."""
