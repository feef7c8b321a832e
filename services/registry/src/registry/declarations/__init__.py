"""Others' declarations of ownership (BODS 0.4), taken in statement by statement."""
