"""What users made of every organisation, frozen for one notice: later ratings alter nothing of it."""
