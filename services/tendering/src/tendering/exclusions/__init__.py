"""Whether a ground of exclusion applies to a supplier: asked, answered, decided (ss.26 to 30, 57, 58)."""
