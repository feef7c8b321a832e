"""What the lines of a spend file add up to, by month: for each payee, and for each contract that they name."""
