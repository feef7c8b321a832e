"""Users petition about a service: sponsored, moderated, signed once each, and counted in public."""
