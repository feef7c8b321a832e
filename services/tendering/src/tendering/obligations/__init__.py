"""What a procurement owes, to whom and by when: the statute's duties, and beside them the stricter ones of policy."""
