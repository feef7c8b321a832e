"""Statements of beneficial ownership (BODS 0.4): our own and others', each kept and given out as it was published."""
