"""What users had said of the bidders by the deadline: the ratings that count in a competition."""
