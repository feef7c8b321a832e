"""How bids will be judged: the quorums, the trigger and the prior that a buyer publishes with its notice."""
