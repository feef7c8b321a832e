"""Every test may ask for real PostgreSQL and NATS: see chassis.testing."""

import gateway  # noqa: F401  or pytest would take the folder of that name for the package

pytest_plugins = ["chassis.testing", "commonweal.testing"]
