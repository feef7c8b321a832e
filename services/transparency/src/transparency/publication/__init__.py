"""What is published, as others fetch it: an interface like Find a Tender's, and everything at once."""
