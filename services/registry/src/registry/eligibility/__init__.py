"""Which lawful reservations an organisation qualifies for, for which buyer, on which day."""
