"""A scheme is planned, and opens once the ten minimum requirements of GovS 015 are met, or explained in public."""
