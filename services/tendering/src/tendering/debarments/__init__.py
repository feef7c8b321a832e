"""The debarment list: whom a Minister has barred, on which ground, and until when (ss.59 to 66)."""
