"""The open book of larger contracts: what the service costs, what is charged, who is related, how staff are paid."""
