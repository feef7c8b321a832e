"""Groups of companies that live on public money to such a part that somebody should watch how they stand."""
