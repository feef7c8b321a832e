"""What a notice's terms are held against before they are published: weights, topics, who is near, whose staff moves."""
