"""What a framework lets be called off: by whom, until when, how much; and what has been (ss.45 to 49)."""
