"""The open book quarter by quarter: seven lines, their postings, what is withheld of them and until when."""
