"""What the supervisor promises of any process, tried on small ones."""

import asyncio
import os
import signal
import sys
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from commonweal.child import Program
from commonweal.errors import NeverReady
from commonweal.state import alive
from commonweal.supervisor import Supervisor
from commonweal.testing import until

#: Says that it lives, then waits; on SIGTERM it signs the book and leaves.
WORKER = """
import pathlib, signal, sys, time
name, place = sys.argv[1], pathlib.Path(sys.argv[2])
def leave(*_):
    with (place / "book").open("a") as book: book.write(name + "\\n")
    sys.exit()
signal.signal(signal.SIGTERM, leave)
(place / name).write_text("alive")
while True: time.sleep(60)
"""
DEAF = WORKER.replace("signal.SIGTERM, leave", "signal.SIGTERM, signal.SIG_IGN")


def program(name: str, place: Path, code: str = WORKER, patience: float = 8.0) -> Program:
    """A small program whose gate opens when it has written its name."""

    async def missing() -> str | None:
        return None if (place / name).exists() else "its name"

    command = [sys.executable, "-c", code, name, str(place)]
    return Program(name=name, command=command, log=place / f"{name}.log", missing=missing, patience=patience)


async def test_a_process_that_is_killed_comes_back(tmp_path: Path) -> None:
    async with Supervisor() as supervisor:
        await supervisor.start([program("worker", tmp_path)])
        child = supervisor.children[0]
        first = child.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        await until(lambda: child.pid not in {None, first})
        assert child.restarts == 1


async def test_layers_stop_in_the_reverse_of_their_start(tmp_path: Path) -> None:
    async with Supervisor() as supervisor:
        for name in ("database", "service", "gateway"):
            await supervisor.start([program(name, tmp_path)])
    assert (tmp_path / "book").read_text().split() == ["gateway", "service", "database"]


async def test_a_process_that_will_not_stop_is_made_to(tmp_path: Path) -> None:
    async with Supervisor() as supervisor:
        await supervisor.start([program("deaf", tmp_path, DEAF, patience=0.2)])
        pid = supervisor.children[0].pid
        assert pid is not None
    assert not psutil.pid_exists(pid)


async def test_a_process_that_keeps_dying_is_given_up_with_its_last_words(tmp_path: Path) -> None:
    dying = program("dying", tmp_path, "raise SystemExit('the disk is full')")
    with pytest.raises(NeverReady, match="the disk is full"):
        async with Supervisor() as supervisor:
            await supervisor.start([dying, program("worker", tmp_path)])
    assert supervisor.children == []


async def test_a_program_that_is_not_there_is_given_up_with_the_reason(tmp_path: Path) -> None:
    missing = Program(name="x", command=["/nowhere/x"], log=tmp_path / "x.log", missing=program("x", tmp_path).missing)
    with pytest.raises(NeverReady, match="No such file"):
        async with Supervisor() as supervisor:
            await supervisor.start([missing])


async def test_each_death_is_followed_by_a_longer_pause(tmp_path: Path) -> None:
    births = tmp_path / "births"
    code = "import sys, time; open(sys.argv[2] + '/births', 'a').write(f'{time.monotonic()}\\n')"
    with pytest.raises(NeverReady):
        async with Supervisor() as supervisor:
            await supervisor.start([program("dying", tmp_path, code)])
    times = [float(line) for line in births.read_text().split()]
    pauses = [after - before for before, after in pairwise(times)]
    assert len(pauses) >= 2
    assert pauses[1] > pauses[0] * 1.3


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ties a child's life to its parent's")
async def test_a_killed_supervisor_leaves_no_orphan(tmp_path: Path) -> None:
    code = f"""
import asyncio, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from test_supervisor import DEAF, Supervisor, program
async def main():
    async with Supervisor() as supervisor:
        await supervisor.start([program("orphan", Path({str(tmp_path)!r}), DEAF)])
        (Path({str(tmp_path)!r}) / "pid").write_text(str(supervisor.children[0].pid))
        await asyncio.Event().wait()
asyncio.run(main())
"""
    supervisor = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
    note = tmp_path / "pid"
    await until(lambda: note.exists() and note.read_text())
    orphan = psutil.Process(int(note.read_text()))
    supervisor.kill()
    await supervisor.wait()
    await until(lambda: not alive(orphan))
