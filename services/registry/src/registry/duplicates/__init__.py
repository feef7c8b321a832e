"""Two records of one organisation: found, merged after review, and parted again."""
