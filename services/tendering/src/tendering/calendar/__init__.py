"""What an authority owes by which day. Each slice that knows of a duty writes it here; here it is read and told of."""
