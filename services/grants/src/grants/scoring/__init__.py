"""What the scores of an application come to; those that lie far apart are moderated first."""
