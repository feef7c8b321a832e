"""What the command says when there is nothing to talk to."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from commonweal.cli import COMMANDS, app

NEEDS_AN_INSTANCE = [
    ["down"],
    ["status"],
    ["status", "--json"],
    ["verify"],
    ["rebuild", "registry"],
    ["rebuild", "registry", "--json"],
    ["backup", "elsewhere", "--json"],
    ["parked", "registry"],
    ["reconcile", "registry"],
]


def test_every_command_explains_itself() -> None:
    answer = CliRunner().invoke(app, ["--help"])
    assert answer.exit_code == 0
    for name in COMMANDS:
        assert name in answer.stdout


@pytest.mark.parametrize(
    "command", [["up"], ["import", "payments"], ["export", "ocds"], ["verify"], ["rebuild"], ["backup"], ["restore"]]
)
def test_every_long_job_can_tell_a_machine_what_it_did(command: list[str]) -> None:
    assert "--json" in CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "120"}).stdout


@pytest.mark.parametrize("command", NEEDS_AN_INSTANCE, ids=" ".join)
def test_without_an_instance_a_command_says_so_and_fails(command: list[str], tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, [*command, "--state", str(tmp_path)])
    assert answer.exit_code == 1
    assert "Nothing runs in" in answer.stderr
    assert answer.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [(["--retry", "1", "--drop", "1"], "not both"), (["--drop", "1", "--reason", "  "], "says why")],
)
def test_dropping_wants_a_reason_and_one_thing_is_done_at_a_time(wrong: list[str], sentence: str) -> None:
    answer = CliRunner().invoke(app, ["parked", "registry", *wrong])
    assert answer.exit_code == 1
    assert sentence in answer.stderr


def test_the_log_of_a_stopped_process_can_still_be_read(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "nats.log").write_text("one\ntwo\nthree\n")
    answer = CliRunner().invoke(app, ["logs", "nats", "--lines", "2", "--state", str(tmp_path)])
    assert (answer.exit_code, answer.stdout) == (0, "two\nthree\n")


def test_a_word_that_is_not_a_command_is_refused() -> None:
    assert CliRunner().invoke(app, ["frobnicate"]).exit_code == 2
