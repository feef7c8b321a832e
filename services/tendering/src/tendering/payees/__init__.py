"""Which registered organisation a published payee is: by its numbers or its name, with the method and how sure."""
