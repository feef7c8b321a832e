"""What can be wrong with a whole file."""


class Unreadable(Exception):
    """A file ends or breaks where nothing after it can be understood; the sentence is for who sent it."""
