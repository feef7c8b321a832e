"""Beaten, the platform loses nothing, does nothing twice and keeps everything in order.

`COMMONWEAL_FAULTS=full` is the whole measure: 5,000 commands under 100 faults. `COMMONWEAL_FAULTS_SEED` repeats a run.
"""

import os
import random
import shutil
from pathlib import Path

import pytest
from tests.faults.run import FULL, SHORT, fault_run

from commonweal.testing import needs_binaries

IS_FULL = os.environ.get("COMMONWEAL_FAULTS") == "full"
pytestmark = [
    pytest.mark.faults,
    pytest.mark.integration,
    pytest.mark.xdist_group("faults"),
    pytest.mark.timeout(3600 if IS_FULL else 600),
]


def test_a_beaten_platform_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    needs_binaries()
    seed = int(os.environ.get("COMMONWEAL_FAULTS_SEED") or random.SystemRandom().randrange(2**32))
    size = FULL if IS_FULL else SHORT
    report = fault_run(tmp_path, seed, size)
    print(report)  # noqa: T201  the figures: `make faults` shows them
    assert not report.defects, f"\n{report}"
    assert report.history.acknowledged >= size.commands
    assert report.history.blows.total() == size.blows
    assert all(report.events.values()), "a ledger stayed empty"
    shutil.rmtree(tmp_path / "state")
