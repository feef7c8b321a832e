"""How things are sealed, split and bound. Every primitive is a vetted library's; here they are only put together."""
