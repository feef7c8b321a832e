"""How any file of another publisher is taken in: row by row, once, with its organisations told to the register."""
