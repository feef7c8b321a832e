"""The training that a funder's people have done, and until when it holds."""
