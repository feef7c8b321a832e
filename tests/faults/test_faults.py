"""Beaten, the platform loses nothing, does nothing twice and keeps everything in order.

`COMMONWEAL_FAULTS=full` is the whole measure: 5,000 commands under 100 faults. `COMMONWEAL_FAULTS_SEED` repeats a run.
"""

import os
import random
import shutil
from pathlib import Path

import pytest
from tests.faults.blows import BLOWS
from tests.faults.run import FULL, ROOT, SHORT, Size, fault_run

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
    print(f"seed {seed}, history in {tmp_path}")  # noqa: T201  should the run itself break
    report = fault_run(tmp_path, seed, size)
    print(report)  # noqa: T201  the figures: `make faults` shows them
    assert not report.defects, f"\n{report}"
    assert report.history.acknowledged >= size.commands
    assert report.history.blows.total() == size.blows
    assert report.history.blows.keys() == BLOWS.keys()
    assert all(report.events.values()), "a ledger stayed empty"
    shutil.rmtree(tmp_path / "state")


#: What each planted bug is found by; what is wrong after a restore only, `test_drills` finds.
FOUND = {
    "a relay with a cursor": "lost",
    "numbering before commit": "disordered",
    "the fence off": "doubled",
    "the checkpoint outside the transaction": "stuck",  # on what cannot be inserted twice
    "a handler that swallows": "lost",
}
BEATING = Size(200, ("backend", "service", "backend", "cut_nats", "backend", "nats"), 3.0, 4.0, 60.0)


@pytest.mark.skipif(not IS_FULL, reason="a platform for each planted bug takes minutes: COMMONWEAL_FAULTS=full")
@pytest.mark.parametrize("bug", FOUND)
def test_a_run_on_a_platform_with_a_planted_bug_finds_it(
    bug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_binaries()
    monkeypatch.setenv("COMMONWEAL_TEST_PLANT", bug)
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'tests/faults/planted'}:{ROOT}:{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.setattr("tests.faults.hands.PATIENCE", 20.0)
    monkeypatch.setattr("tests.faults.rest.PATIENCE", 15.0)
    report = fault_run(tmp_path, 1, BEATING)
    print(report)  # noqa: T201
    assert FOUND[bug] in {defect.kind for defect in report.defects}
    shutil.rmtree(tmp_path / "state")
