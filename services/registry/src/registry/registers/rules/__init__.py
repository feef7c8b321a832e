"""How cells of register files are read, and which rows make one body."""
