"""Every test may ask for real PostgreSQL and NATS: see chassis.testing. No test is timed: see CONTRIBUTING.md."""

from hypothesis import settings

import gateway  # noqa: F401  or pytest would take the folder of that name for the package

pytest_plugins = ["chassis.testing", "commonweal.testing"]
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
