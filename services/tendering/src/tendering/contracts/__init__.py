"""What was agreed: the buyer proposes it, the supplier signs it, and each later change says why."""
