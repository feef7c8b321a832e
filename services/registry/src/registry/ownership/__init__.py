"""Who owns and controls whom, over time; the group at the top."""
