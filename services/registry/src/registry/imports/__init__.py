"""A register's file comes in: told apart by its layout, read in a stream, every row accounted for."""
