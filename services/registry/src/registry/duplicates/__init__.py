"""Two records of one body: found, looked at by a registrar, made one, and parted again if that was wrong."""
