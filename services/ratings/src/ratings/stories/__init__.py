"""What users tell in their own words: sealed, screened, found again by a case code, and erased when they say so."""
