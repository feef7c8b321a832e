"""The ledger of social value: what was promised in a contract, what was delivered, and who else has checked that."""
