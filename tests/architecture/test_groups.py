"""Tests that share a platform run in one process: else every process starts one, and does so without a word."""

import pytest

pytestmark = pytest.mark.xdist_group("together")


def test_tests_of_a_group_stay_together(request: pytest.FixtureRequest) -> None:
    # pytest-xdist sees the group at the end of the name; with pytest 9.2, which the lock leaves out, it no longer does.
    is_dealt_by_group = request.config.getoption("loadgroup", False)
    assert request.node.nodeid.endswith("@together") == is_dealt_by_group
