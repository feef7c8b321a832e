"""The page where a provider writes, seals and submits a bid: in the browser; without scripts, on the server."""
