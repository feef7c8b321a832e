"""Whether the published record of a contract has all that the public should read of it, and what it lacks."""
