"""A pooled budget: several public bodies put money in, propose to spend it, and may veto what others propose."""
