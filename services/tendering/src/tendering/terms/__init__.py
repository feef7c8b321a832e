"""What a buyer asks for: lots, their limit, and the terms that stand still once they are published."""
