"""A name that should not have been published is taken down: nobody reads it any more, and no total changes."""
