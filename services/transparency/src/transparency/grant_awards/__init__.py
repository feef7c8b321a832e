"""The platform's own grants in the 360Giving standard, as they are awarded and paid."""
