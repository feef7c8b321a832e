"""Which lots may be kept for one class of providers, and which providers may be given them."""
