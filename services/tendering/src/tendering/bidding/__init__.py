"""The pages where a provider bids and answers phases, sealed in the browser; without scripts, on the server."""
