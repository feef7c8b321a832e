"""What search knows of services, whoever keeps them: this register, or another directory whose feed was read."""
