"""Calling off without competition: suppliers of a framework are asked in turn, as its mechanism has it (s.45(4))."""
