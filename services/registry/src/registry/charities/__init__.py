"""How the charity registers and their crosswalks are read."""
