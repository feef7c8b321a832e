"""Who is awarded how much of what a body or a market buys: a file that a competition authority can be handed."""
