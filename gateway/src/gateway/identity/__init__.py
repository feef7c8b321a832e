"""Who is asking: the gateway's keys, the tokens it gives out, and those of other issuers that it believes."""
