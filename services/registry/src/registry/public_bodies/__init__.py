"""How the registers of councils, health bodies, schools and other public bodies are read."""
