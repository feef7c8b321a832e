"""If a supplier fails: how much of what a buyer buys lies with one group, how likely that is, and who goes on then."""
