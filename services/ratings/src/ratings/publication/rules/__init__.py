"""What is published in the shapes of others: spreadsheets, linked data, pictures."""
