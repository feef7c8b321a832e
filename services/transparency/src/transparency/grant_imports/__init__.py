"""Other funders' grants, kept as published or mended by rules that are on record."""
