"""The right of reply: a label that does an organisation no good is public only once it could say something to it."""
