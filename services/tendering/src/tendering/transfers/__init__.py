"""Staff who move with a service: what the incumbent tells the winner about them, and nobody else (TUPE reg.11)."""
