"""What is considered before anything is bought: well-being (Social Value Act 2012) and conflicts (ss.81 to 83)."""
