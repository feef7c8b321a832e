"""The files that a bid names by their digests: handed over by its bidder, shown with the bid once it is open."""
