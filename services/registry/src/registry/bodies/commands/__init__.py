"""Numbers are joined into bodies; bodies become organisations."""
