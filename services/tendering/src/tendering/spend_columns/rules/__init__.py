"""How headings and cells are understood: rules for any publisher, none for one file."""
