"""Serious matters are routed to the one person whom the authority named, who acknowledges and alone reads them."""
