"""How what is published is told of: as a list for programs, and as linked data for other catalogues."""
