"""What a state directory keeps, and who may hold it."""

import json
import os
import socket
import stat
from pathlib import Path
from uuid import UUID

import psutil
import pytest

from commonweal import credentials, ports
from commonweal.errors import AlreadyRunning, NotRunning, PortTaken
from commonweal.platform import sweep
from commonweal.state import LISTENERS, Running, State
from gateway.clients.domain import ROLES


def told(state: State, pid: int | None = None) -> Running:
    """A note such as a running `up` leaves, about one child."""
    since = psutil.Process(pid).create_time() if pid else None
    running = Running(os.getpid(), "http://127.0.0.1:1", False, True, ({"name": "x", "pid": pid, "since": since},))
    state.tell(running)
    return running


def test_only_one_runs_a_state(tmp_path: Path) -> None:
    with State(tmp_path).hold(), pytest.raises(AlreadyRunning, match="commonweal down"), State(tmp_path).hold():
        pass
    with State(tmp_path).hold():
        pass


def test_what_is_running_can_be_asked(tmp_path: Path) -> None:
    state = State(tmp_path)
    with state.hold():
        running = told(state)
        assert State(tmp_path).running() == running
    with pytest.raises(NotRunning):
        state.running()


def test_a_note_left_by_a_killed_supervisor_is_not_believed(tmp_path: Path) -> None:
    state = State(tmp_path)
    told(state)
    note = json.loads((tmp_path / "running.json").read_text())
    (tmp_path / "running.json").write_text(
        json.dumps({**note, "since": note["since"] - 1})
    )  # its number was used again
    with pytest.raises(NotRunning):
        state.running()


def test_passwords_and_ports_are_the_same_after_a_restart(tmp_path: Path) -> None:
    before, after = State(tmp_path), State(tmp_path)
    assert (before.secrets, before.ports) == (after.secrets, after.ports)
    assert len(set(before.secrets.values())) == len(before.secrets)
    assert len(set(before.ports.values())) == len(LISTENERS)


def test_secrets_are_for_the_owners_eyes(tmp_path: Path) -> None:
    assert State(tmp_path).secrets
    credentials.written(tmp_path / "credentials.json")
    for name in ("secrets.json", "credentials.json"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_port_that_somebody_took_meanwhile_is_chosen_again(tmp_path: Path) -> None:
    file = tmp_path / "ports.json"
    before = ports.allocated(file, ["nats", "postgres"])
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", before["nats"]))
        somebody.listen()
        ports.vacated(file)
        after = ports.allocated(file, ["nats", "postgres"])
    assert after["nats"] != before["nats"]
    assert after["postgres"] == before["postgres"]


def test_more_ports_than_there_are_cannot_be_had() -> None:
    with pytest.raises(PortTaken):
        ports.free_ports(5, besides=set(range(ports.FIRST, ports.LAST)))


def test_there_is_one_client_for_each_role_and_colleagues_share_an_organisation(tmp_path: Path) -> None:
    credentials.written(tmp_path / "credentials.json")
    clients = State(tmp_path).clients()
    assert {client["roles"][0] for client in clients} == ROLES
    of = {client["client_id"]: client["organisation"] for client in clients}
    assert of["commissioner"] == of["evaluator"] != of["provider"]
    assert UUID(of["provider"])
    assert of["platform_admin"] is None


def test_credentials_are_written_once(tmp_path: Path) -> None:
    file = tmp_path / "credentials.json"
    credentials.written(file)
    before = file.read_text()
    credentials.written(file)
    assert file.read_text() == before


def test_what_a_killed_supervisor_left_is_ended_and_nothing_else(tmp_path: Path) -> None:
    left = psutil.Popen(["sleep", "60"])
    bystander = psutil.Popen(["sleep", "60"])
    state = State(tmp_path)
    told(state, left.pid)
    sweep(state)
    assert left.wait() != 0
    assert bystander.is_running()
    bystander.kill()
