"""Where money went: payments, what each organisation retained after paying on, and of what class it is."""
