"""What is considered before anything is bought: well-being (2012 Act), subsidiarity, and conflicts (ss.81 to 83)."""
