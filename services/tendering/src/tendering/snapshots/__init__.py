"""What counts of the bidders' past in a competition, as of its deadline: ratings, promises kept, assessments."""
