"""What is published before a procurement, or beside it: plans, engagements and dynamic markets, as OCDS releases."""
