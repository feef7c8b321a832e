"""What a funder asks of applicants and recipients is held against the size and the risk of the grant."""
