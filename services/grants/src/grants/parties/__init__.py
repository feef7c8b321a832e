"""Who may take part: the organisations of the register, as its events told of them."""
