"""Who may call: the systems of councils, providers and funders, and apps that only read."""
