"""Where a contract's money ends: what each received, paid on and so retained, and who paid on more than it had."""
