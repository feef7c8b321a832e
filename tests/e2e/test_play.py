"""Stories of the scenario format play through the public API, and come out as they must."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from commonweal.demo import STORIES
from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform")]


def play(platform: Platform, story: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "commonweal",
        "play",
        story,
        "--out",
        out,
        "--state",
        platform.state.directory,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def results(platform: Platform, story: Path, out: Path) -> dict[str, Any]:
    done = play(platform, story, out)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(out.read_text())
    return told


def test_every_value_of_northbridge_comes_out_as_expected_also_when_it_is_told_again(
    platform: Platform, tmp_path: Path
) -> None:
    story = STORIES / "northbridge.json"
    results(platform, story, tmp_path / "first.json")
    told = results(platform, story, tmp_path / "again.json")
    expected = json.loads((STORIES / "northbridge.expected.json").read_text())
    played = told.keys() - {"not_played"}
    assert played == {"scenario", "ratings"}
    assert {section: told[section] for section in played} == {section: expected[section] for section in played}
    assert "procurement" in told["not_played"]


def test_a_section_that_needs_another_policy_is_not_played_by_ours(platform: Platform, tmp_path: Path) -> None:
    story = json.loads((STORIES / "saltmarsh.json").read_text())
    story["policy"] = {"rating_prior_strength": {"value": 5, "basis": "PROFILE", "note": "a stricter council"}}
    other = tmp_path / "story.json"
    other.write_text(json.dumps(story))
    told = results(platform, other, tmp_path / "result.json")
    assert "ratings" in told["not_played"]
    assert "ratings" not in told


def test_a_story_that_breaks_the_rules_writes_nothing(platform: Platform, tmp_path: Path) -> None:
    story = json.loads((STORIES / "saltmarsh.json").read_text())
    story["procurement"]["weights"][0]["points"] = 99
    broken = tmp_path / "story.json"
    broken.write_text(json.dumps(story))
    before = platform.public.get("/registry/v1/events").json()["head"]
    done = play(platform, broken, tmp_path / "result.json")
    assert (done.returncode, "/procurement/weights" in done.stderr) == (1, True)
    assert platform.public.get("/registry/v1/events").json()["head"] == before
