"""A provider's bid stays in its envelope until the deadline: nobody but its bidder learns even that it exists."""
