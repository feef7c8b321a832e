"""How the registers of councils, health bodies and central government are read."""
