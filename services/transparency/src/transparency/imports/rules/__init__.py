"""What of other publishers' files can be kept, and what they say of organisations."""
