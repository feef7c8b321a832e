"""What interests amount to: which may stand beside one another, and who therefore stands at the top."""
