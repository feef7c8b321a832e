"""The workings on the wire: all of them for auditors, a bidder's own for the bidder."""
