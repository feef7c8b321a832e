"""Every test may ask for real PostgreSQL and NATS: see chassis.testing."""

pytest_plugins = ["chassis.testing"]
