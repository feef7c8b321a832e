"""How others' text is read, and what it may say of organisations."""
