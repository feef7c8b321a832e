"""Members of panels mark what was offered; a mark is never changed, only moderated with a named cause."""
