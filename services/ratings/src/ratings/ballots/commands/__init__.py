"""What may be done about a ballot: an authority returns its own, or calls one that is held here."""
