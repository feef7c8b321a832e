"""Stories of the scenario format play through the public API, and come out as they must."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.oracle import rated

from commonweal.demo import STORIES
from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]


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
    sections = {"scenario", "organisations", "ratings", "procurement", "bids", "evaluation"}
    sections |= {
        "kpis",
        "alliance",
        "modifications",
        "social_value",
        "unit_costs",
        "retender_churn",
        "recall_petitions",
        "payments_compliance",
        "grants",
        "pooled_budgets",
        "social_investments",
        "spend",
        "local_multiplier",
    }
    assert told.keys() == sections | {"not_played"}
    for section in sections:
        assert told[section] == expected[section]


def test_a_reserved_lot_that_no_law_allows_is_nobodys(platform: Platform, tmp_path: Path) -> None:
    story = json.loads((STORIES / "northbridge.json").read_text())
    story["procurement"] |= {"procedure": "open"}
    story["procurement"]["term"]["extension_option_months"] = 1
    told = results(platform, written(story, tmp_path), tmp_path / "open.json")["procurement"]["reserved_lots"]["lot-3"]
    assert told["lot_fails"] == ["procedure_not_competitive_flexible", "maximum_term_over_5_years"]
    assert told["bidders"]["org-b"] == {"qualifies": False, "fails": []}


def test_a_limb_that_is_disputed_or_missing_is_not_evidenced(platform: Platform, tmp_path: Path) -> None:
    story = json.loads((STORIES / "northbridge.json").read_text())
    mutual, charity = story["organisations"][2], story["organisations"][3]
    doubtful = {"fact": "employee_management_and_control", "value": False, "source": "attestation", "reference": "EV-x"}
    mutual["facts"].append(doubtful | {"retrieved_on": "2026-07-16", "expires_on": "2026-09-28"})
    mutual["reserved_contract_history"] = [
        {"authority": "council", "awarded_on": day, "comparable": comparable, "title": "Outreach"}
        for day, comparable in (("2023-12-09", True), ("2026-01-05", False))
    ]
    gone = "public_services_mainly_reservable"
    charity["facts"] = [fact for fact in charity["facts"] if fact["fact"] != gone]
    told = results(platform, written(story, tmp_path), tmp_path / "doubt.json")["procurement"]["reserved_lots"]["lot-3"]
    assert told["bidders"]["org-b"]["fails"] == [
        "employee_management_and_control_not_evidenced",
        "comparable_contract_within_3_years",
    ]
    assert told["bidders"]["org-c"]["fails"] == [f"{gone}_not_evidenced", "employee_management_and_control"]


def written(story: dict[str, Any], folder: Path) -> Path:
    path = folder / "story.json"
    path.write_text(json.dumps(story))
    return path


def test_ratings_are_weighed_and_hidden_by_the_figures_of_the_story(platform: Platform, tmp_path: Path) -> None:
    story = json.loads((STORIES / "saltmarsh.json").read_text())
    figures = {"rating_prior_mean": "3.2", "rating_prior_strength": 5, "rating_public_minimum": 3}
    figures |= {"rating_cell_minimum": 4, "rating_hidden_minimum": 9}
    story["policy"] = {name: {"value": value, "basis": "PROFILE", "note": ""} for name, value in figures.items()}
    council = story["scenario"]["authority"]
    organisations = [each["id"] for each in story["organisations"] if each["id"] != council]
    several = ((0, 0, 0, 0, 2), (1, 0, 0, 2, 9), (2, 0, 0, 0, 1), (40, 3, 0, 4, 5), (0, 0, 7, 4, 1))
    story["ratings"] = [
        {"organisation": organisation, "stars": {str(star): count for star, count in enumerate(stars, 1)}}
        for organisation, stars in zip(organisations, several, strict=False)
    ]
    told = results(platform, written(story, tmp_path), tmp_path / "result.json")["ratings"]
    for rating in story["ratings"]:
        counts = [rating["stars"][str(star)] for star in range(1, 6)]
        expected = rated(counts, mean=Fraction("3.2"), strength=5, least=3, cell=4, hidden=9)
        assert told[rating["organisation"]] == expected


def test_a_story_that_breaks_the_rules_writes_nothing(platform: Platform, tmp_path: Path) -> None:
    story = json.loads((STORIES / "saltmarsh.json").read_text())
    story["procurement"]["weights"][0]["points"] = 99
    broken = tmp_path / "story.json"
    broken.write_text(json.dumps(story))
    before = platform.public.get("/registry/v1/events").json()["head"]
    done = play(platform, broken, tmp_path / "result.json")
    assert (done.returncode, "/procurement/weights" in done.stderr) == (1, True)
    assert platform.public.get("/registry/v1/events").json()["head"] == before
