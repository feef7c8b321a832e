"""How the registers of those who teach, house and care for people are read: schools, social housing, care."""
