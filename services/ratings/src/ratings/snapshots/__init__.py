"""What services are told that users made of organisations, and what of it counts in each competition."""
