"""What a bid says, in clear and sealed. It knows no bidder, no deadline and no reader: those are of `bids`."""
