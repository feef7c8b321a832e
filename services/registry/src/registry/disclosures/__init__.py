"""What organisations disclose of themselves each period: pay, payment practice, taxes by country."""
