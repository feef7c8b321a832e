"""What an alliance saved or overspent, and who gains or bears how much of it: the gate, the pool, the division."""
