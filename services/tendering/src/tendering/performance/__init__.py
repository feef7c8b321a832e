"""What a contract is measured by: its indicators, how each stands, and what the supplier does about it (ss.52, 71)."""
