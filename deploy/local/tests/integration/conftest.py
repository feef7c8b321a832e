"""A platform that a file of these tests may kill and rebuild, and that ends with it: it costs time even when idle."""

from collections.abc import Iterator

import pytest

from commonweal.testing import Platform, needs_binaries, running


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    needs_binaries()
    with running(tmp_path_factory.mktemp("up") / "state") as up:
        yield up
