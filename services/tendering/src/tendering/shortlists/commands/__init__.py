"""What a buyer may do at the end of a phase."""
