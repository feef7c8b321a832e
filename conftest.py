"""Every test may ask for real PostgreSQL and NATS: see chassis.testing. No test is timed: see CONTRIBUTING.md."""

import pytest
from hypothesis import settings

import gateway  # noqa: F401  or pytest would take the folder of that name for the package

pytest_plugins = ["chassis.testing", "commonweal.testing"]
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


#: Groups of tests that take minutes, the longest first: what is begun last is waited for by everybody.
LONG = ("platform", "stories", "drills", "faults", "up", "backups", "browser")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Between the processes of `--dist loadgroup`: what shares a platform first, as it takes longest; then by files.

    Given out one by one, seven thousand tests also cost seconds of the process that looks through all that it gave out.
    """
    if config.getoption("loadgroup", False):
        for item in items:
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group(f"{item.path.parent.name}/{item.path.stem}"))
        items.sort(key=turn)


def turn(item: pytest.Item) -> int:
    """When the group of a test has its turn."""
    marker = item.get_closest_marker("xdist_group")
    return LONG.index(marker.args[0]) if marker and marker.args[0] in LONG else len(LONG)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A test is not named by a file's bytes: nobody reads them, and an archive's hold the second it was packed in.

    The processes of pytest-xdist collect apart, and give up when their names differ.
    """
    return argname if isinstance(val, bytes) else None
