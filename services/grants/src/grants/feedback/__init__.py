"""What a grant cost its recipient in hours and money: told of its funder with others' together, never alone."""
