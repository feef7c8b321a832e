"""What was paid under a contract: as it was posted, and as spend files say that name it; the two are never added."""
