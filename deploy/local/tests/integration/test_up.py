"""`commonweal up` for real: what is killed comes back, what was kept is still there, nothing is left behind."""

import asyncio
import json
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import psutil
import pytest

from commonweal.state import SERVICES, alive
from commonweal.testing import Platform, eventually, needs_binaries, running
from tendering.worker import WORK

pytestmark = [pytest.mark.integration, pytest.mark.timeout(400), pytest.mark.xdist_group("up")]
COUNCIL = {"name": "Northbridge Council", "roles": ["buyer"]}


def commonweal(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Another terminal."""
    command = [sys.executable, "-m", "commonweal", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def status(up: Platform) -> dict[str, Any]:
    answer = commonweal("status", "--state", up.state.directory, "--json")
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def ready(up: Platform) -> bool:
    """Whether the gateway and all behind it say so."""
    with suppress(httpx.TransportError):
        return up.public.get("/readyz").is_success
    return False


def everything(up: Platform) -> list[psutil.Process]:
    """All processes of an instance but the supervisor."""
    return psutil.Process(up.process.pid).children(recursive=True)


def test_the_platform_tells_how_it_is(platform: Platform) -> None:
    found = status(platform)
    names = [child["name"] for child in found["processes"]]
    assert sorted(names) == sorted(["postgres", "nats", *SERVICES, "gateway"])
    assert {child["health"] for child in found["processes"]} == {"up", "ready"}
    assert not any("trouble" in service for service in found["services"].values())
    assert found["ready"]
    assert found["sandbox"]


def test_ledgers_streams_and_checkpoints_agree(platform: Platform) -> None:
    answer = commonweal("verify", "--state", platform.state.directory)
    assert (answer.returncode, answer.stdout.strip()) == (0, "Ledgers, streams and checkpoints agree.")


def test_a_second_up_on_the_same_state_is_told_why_not(platform: Platform) -> None:
    answer = commonweal("up", "--state", platform.state.directory)
    assert answer.returncode == 1
    assert "already runs" in answer.stderr


def tendering_says(up: Platform, statement: str) -> Any:
    """The first value of what the operator asks of tendering's database."""

    async def ask() -> Any:
        connection = await asyncpg.connect(up.state.operators_url("tendering"))
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    return asyncio.run(ask())


def readers_of(platform: Platform) -> dict[str, Any]:
    """What tendering's readers say of themselves, by their names."""
    return {reader["reader"]: reader for reader in status(platform)["services"]["tendering"]["readers"]}


def built_by(platform: Platform) -> list[str]:
    """Its projections that have begun: the readers whose tables an older release may have built."""
    names = {spec.name for spec in WORK.projections}
    return [name for name in readers_of(platform) if name in names]


def test_what_an_older_release_built_asks_for_a_rebuild_and_gets_it(platform: Platform) -> None:
    answer = platform.client("registrar").post("/registry/v1/organisations", json=COUNCIL)
    assert answer.status_code == 201, answer.text
    head = platform.public.get("/registry/v1/events").json()["head"]["position"]
    eventually(lambda: tendering_says(platform, "select position from checkpoints where reader = 'suppliers'") >= head)
    tendering_says(platform, "update checkpoints set fingerprint = 'of an older release' where fingerprint <> ''")
    assert [name for name, reader in readers_of(platform).items() if reader["stale"]] == built_by(platform)
    rebuilt = commonweal("rebuild", "tendering", "--stale", "--state", platform.state.directory)
    assert rebuilt.returncode == 0, rebuilt.stderr
    readers = readers_of(platform)
    assert readers["suppliers"]["position"] >= head
    assert not any(reader["stale"] for reader in readers.values())


@pytest.mark.parametrize("name", ["registry", "nats", "postgres", "gateway"])
def test_a_killed_process_comes_back_and_the_platform_with_it(platform: Platform, name: str) -> None:
    before = platform.pids(name)
    psutil.Process(before[0]).kill()
    eventually(lambda: platform.pids(name)[:1] not in ([], before[:1]))
    eventually(lambda: ready(platform), within=60)


def test_a_killed_supervisor_leaves_nothing_and_the_next_goes_on(tmp_path: Path) -> None:
    needs_binaries()
    state = tmp_path / "state"
    with running(state) as up:
        buyer = up.client("commissioner")
        registered = buyer.post("/registry/v1/organisations", json=COUNCIL)
        assert registered.status_code == 201, registered.text
        left = everything(up)
        up.process.send_signal(signal.SIGKILL)
        up.process.wait()
        eventually(lambda: not any(map(alive, left)), within=15)
    with running(state, up.port) as again:
        kept = again.client("commissioner").get(f"/registry/v1/organisations/{buyer.organisation}")
        assert kept.json() == registered.json()
        assert commonweal("verify", "--state", state).returncode == 0
        left = everything(again)
        answer = commonweal("down", "--state", state)
        assert answer.returncode == 0, answer.stderr
        assert not any(map(alive, left))
        assert again.process.wait() == 0
    assert commonweal("status", "--state", state).returncode == 1


def test_rebuilding_ends_where_it_began(platform: Platform) -> None:
    before = status(platform)["services"]["transparency"]["readers"]
    answer = commonweal("rebuild", "transparency", "--state", platform.state.directory)
    assert answer.returncode == 0, answer.stderr
    assert status(platform)["services"]["transparency"]["readers"] == before


def test_a_projection_that_is_not_there_cannot_be_rebuilt(platform: Platform) -> None:
    answer = commonweal("rebuild", "transparency", "nonsense", "--state", platform.state.directory)
    assert answer.returncode == 1
    assert "no such projection" in answer.stderr


def test_nothing_is_parked_and_nothing_can_be_retried(platform: Platform) -> None:
    assert "Nothing is parked" in commonweal("parked", "registry", "--state", platform.state.directory).stdout
    answer = commonweal("parked", "registry", "--retry", 1, "--state", platform.state.directory)
    assert (answer.returncode, answer.stderr.strip()) == (1, "Nothing is parked at 1.")
