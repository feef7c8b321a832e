"""Who stands above whom: the tree of an organisation's owners, in words and as it is drawn."""
