"""Foreign files, one format a module."""
