"""Which law reaches a case, the clocks it sets, the duties it brings, and the lawful ways to buy."""
