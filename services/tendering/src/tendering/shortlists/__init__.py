"""Who goes on from a phase, and why; what is refined for those who do; whether a partnership passes its gate."""
