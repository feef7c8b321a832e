"""Large files come in: where their parts lie, how they are read in turn, in chunks, and once, whatever is killed."""
