"""The lines of authorities' own spend files, of which tendering tells and which lie in the store."""
