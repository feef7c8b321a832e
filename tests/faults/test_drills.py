"""Drills: services restored alone and to different times, streams lost or old; afterwards all tell one story again.

`COMMONWEAL_FAULTS=full` also rehearses on a platform whose readers keep what was withdrawn: the drill has to find it.
"""

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults.drills import Drill, ahead, backup, reconcile, restore
from tests.faults.rest import come_to_rest
from tests.faults.run import ROOT

from commonweal.ports import free_ports
from commonweal.state import SERVICES
from commonweal.testing import Platform, needs_binaries, running

IS_FULL = os.environ.get("COMMONWEAL_FAULTS") == "full"
COMMANDS = 400 if IS_FULL else 60
SEED = int(os.environ.get("COMMONWEAL_FAULTS_SEED") or 7)
pytestmark = [
    pytest.mark.faults,
    pytest.mark.integration,
    pytest.mark.xdist_group("drills"),
    pytest.mark.timeout(3600 if IS_FULL else 900),
]
Life = Callable[[Platform], object]


@pytest.fixture
def drill(tmp_path: Path) -> Drill:
    needs_binaries()
    return Drill.begun(tmp_path, SEED)


def lives(drill: Drill, life: Life) -> None:
    """`commonweal up`, until that is over."""
    with running(drill.state.directory, port=free_ports(1, set())[0]) as platform:
        life(platform)


@pytest.mark.parametrize("service", ["registry", "tendering"])
def test_a_service_alone_comes_back_from_an_earlier_time(service: str, drill: Drill, tmp_path: Path) -> None:
    place = tmp_path / "backup"

    def first(platform: Platform) -> None:
        asyncio.run(drill.live(platform, COMMANDS))
        drill.forget(asyncio.run(drill.live(platform, COMMANDS, backup(drill.state, place))))
        drill.forget(asyncio.run(drill.live(platform, COMMANDS)))

    def again(platform: Platform) -> None:
        assert ahead(drill.state) == {service}
        assert asyncio.run(drill.seen()), "the judge sees nothing wrong before it is reconciled"
        asyncio.run(drill.live(platform, COMMANDS, reconcile(drill.state, service)))
        assert asyncio.run(drill.judged()) == []

    lives(drill, first)
    restore(drill.state, place, service)
    lives(drill, again)
    shutil.rmtree(drill.state.directory)


def test_all_come_back_from_different_times_and_the_streams_from_another(drill: Drill, tmp_path: Path) -> None:
    early, late, store = tmp_path / "early", tmp_path / "late", drill.state.directory / "nats" / "store"

    def first(platform: Platform) -> None:
        asyncio.run(drill.live(platform, COMMANDS, backup(drill.state, early)))

    def second(platform: Platform) -> None:
        drill.forget(drill.history.done)
        drill.forget(asyncio.run(drill.live(platform, COMMANDS, backup(drill.state, late))))

    def with_old_streams(platform: Platform) -> None:
        asyncio.run(come_to_rest(drill.state))
        assert asyncio.run(drill.seen()) == []

    def reconciled(platform: Platform) -> None:
        behind = ahead(drill.state)
        assert len(behind) > 1
        asyncio.run(drill.live(platform, COMMANDS, reconcile(drill.state, *behind)))
        assert asyncio.run(drill.judged()) == []

    lives(drill, first)
    shutil.copytree(store, tmp_path / "store")
    lives(drill, second)
    shutil.rmtree(store)
    (tmp_path / "store").rename(store)
    lives(drill, with_old_streams)
    restore(drill.state, early, *SERVICES[::2])
    restore(drill.state, late, *SERVICES[1::2])
    lives(drill, reconciled)
    shutil.rmtree(drill.state.directory)


@pytest.mark.skipif(not IS_FULL, reason="another platform takes minutes: COMMONWEAL_FAULTS=full")
def test_a_drill_finds_readers_that_keep_what_was_withdrawn(
    drill: Drill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMONWEAL_TEST_PLANT", "a reader that keeps what was withdrawn")
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'tests/faults/planted'}:{ROOT}:{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.setattr("tests.faults.rest.PATIENCE", 15.0)
    place = tmp_path / "backup"

    def first(platform: Platform) -> None:
        drill.forget(asyncio.run(drill.live(platform, COMMANDS, backup(drill.state, place))))
        drill.forget(asyncio.run(drill.live(platform, COMMANDS)))

    def again(platform: Platform) -> None:
        asyncio.run(reconcile(drill.state, "registry")())
        assert asyncio.run(drill.judged())

    lives(drill, first)
    restore(drill.state, place, "registry")
    lives(drill, again)
