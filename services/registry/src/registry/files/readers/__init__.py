"""From the bytes of a register's file to its records, one at a time."""
