"""Every test may ask for real PostgreSQL and NATS (chassis.testing), or for the whole platform (commonweal.testing)."""

pytest_plugins = ["chassis.testing", "commonweal.testing"]
