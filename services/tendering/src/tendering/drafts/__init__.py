"""A bid that is still being written. It is its bidder's alone: no event, no reader, no count tells of it."""
