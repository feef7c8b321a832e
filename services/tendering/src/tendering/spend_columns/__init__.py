"""What the columns of a spend file say: headings, amounts, days, names and numbers, as publishers write them."""
