"""What a pledge, a badge and parity are. Pure: no database, no clock, no wire."""
