"""The documents of a contract as everybody may read them: what is blacked out, why, and until when (s.94)."""
