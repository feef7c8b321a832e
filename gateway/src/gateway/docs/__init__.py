"""One document for the whole platform, and a page to read it on."""
