"""How the registers of companies, societies and mutuals are read."""
