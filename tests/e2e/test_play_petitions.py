"""Petitions of any story: their results are those of FORMAT.md §15, counted here a second time by other means."""

import json
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_play import results, written

from commonweal.demo import STORIES
from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]
POLICY = {
    "investigation_share": "0.30",
    "investigation_count": 6,
    "authority_response_working_days": 5,
    "recall_petition_share": "0.25",
    "recall_ballot_turnout": "0.50",
    "recall_ballot_majority_over": "0.60",
}
OPENED, CLOSED, HELD = date(2027, 10, 4), date(2027, 10, 22), "2027-11-20"


def petition(name: str, provider: str, roll: int, *, clause: bool = True, **said: Any) -> dict[str, Any]:
    """A petition with so many on its roll."""
    tokens = {"prefix": f"{name}-", "first": 1, "last": roll, "digits": 3}
    return {
        "id": name,
        "lot": "lot-1",
        "provider": provider,
        "grounds": f"grounds of {name}",
        "recall_clause_in_contract": clause,
        "eligible_tokens": tokens,
        "opened_on": OPENED.isoformat(),
        "closed_on": CLOSED.isoformat(),
        "ballot": None,
        **said,
    }


def tokens(name: str, *numbers: int) -> list[str]:
    return [f"{name}-{number:03}" for number in numbers]


def ballot(cast: int, for_recall: int) -> dict[str, Any]:
    return {"held_on": HELD, "votes_cast": cast, "votes_for_recall": for_recall}


def story_of(provider: str) -> list[dict[str, Any]]:
    """What a petition can come to, and what its signatures can be."""
    return [
        petition("empty", provider, 0, signatures=["empty-001", "empty-001"], ballot=ballot(0, 0)),
        petition("few", provider, 8, signatures=tokens("few", 1, 2, 2, 9, 9, 10)),  # through an advocate
        petition("kept", provider, 24, signatures=tokens("kept", *range(1, 7)), ballot=ballot(12, 7)),
        petition("gone", provider, 24, signatures=tokens("gone", *range(1, 7)), ballot=ballot(12, 8)),
        petition("bare", provider, 24, clause=False, signatures=tokens("bare", *range(1, 7)), ballot=ballot(24, 15)),
        petition("idle", provider, 24, signatures=tokens("idle", *range(1, 7)), ballot=ballot(11, 11)),
        petition("wait", provider, 24, signatures=tokens("wait", *range(1, 7))),
        petition("weak", provider, 24, signatures=tokens("weak", *range(1, 6)), ballot=ballot(24, 24)),
    ]


def percent(part: int, whole: int) -> float | None:
    if not whole:
        return None
    exact = Decimal(part * 100) / Decimal(whole)
    return float(exact.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def expected(asked: dict[str, Any]) -> dict[str, Any]:
    """By the words of the format."""
    roll = asked["eligible_tokens"]["last"]
    once = list(dict.fromkeys(asked["signatures"]))
    on_roll = {f"{asked['id']}-{number:03}" for number in range(1, roll + 1)}
    valid = sum(token in on_roll for token in once)
    share = Fraction(valid, roll) if roll else None
    investigated = valid >= 6 or (share is not None and share >= Fraction(3, 10))
    triggered = share is not None and share >= Fraction(1, 4)
    held = asked["ballot"] if triggered else None
    cast, for_recall = (held["votes_cast"], held["votes_for_recall"]) if held else (0, 0)
    heard = bool(held) and Fraction(cast, roll) >= Fraction(1, 2)
    passed = heard and Fraction(for_recall, cast) > Fraction(3, 5)
    return {
        "signatures_received": len(asked["signatures"]),
        "duplicates": len(asked["signatures"]) - len(once),
        "not_on_roll": len(once) - valid,
        "eligible": roll,
        "valid_signatures": valid,
        "valid_pct": percent(valid, roll),
        "signatures_needed": ceil(Fraction(roll, 4)),
        "investigation_opened": investigated,
        # 22 October 2027 is a Friday, so five working days after it end on the next.
        "authority_response_due": (CLOSED + timedelta(days=7)).isoformat() if investigated else None,
        "ballot_triggered": triggered,
        "turnout_pct": percent(cast, roll) if held else None,
        "recall_votes_pct": percent(for_recall, cast) if held else None,
        "recall_passed": passed,
        "status": status(asked, triggered=triggered, held=bool(held), heard=heard, passed=passed),
    }


def status(asked: dict[str, Any], *, triggered: bool, held: bool, heard: bool, passed: bool) -> str:
    """The word for it."""
    if not triggered:
        return "no_ballot"
    if not held:
        return "ballot_pending"
    if not heard:
        return "ballot_turnout_too_low"
    if not passed:
        return "retained"
    return "recalled_clause_exercised" if asked["recall_clause_in_contract"] else "recalled_review_only"


def test_every_petition_of_another_story_comes_to_what_the_format_says(platform: Platform, tmp_path: Path) -> None:
    story = json.loads((STORIES / "saltmarsh.json").read_text())
    provider = next(each["id"] for each in story["organisations"] if each["id"] != story["scenario"]["authority"])
    petitions = story_of(provider)
    story["policy"] = story.get("policy", {}) | {
        key: {"value": value, "basis": "PROFILE", "note": "another council's"} for key, value in POLICY.items()
    }
    story["recall_petitions"] = petitions
    told = results(platform, written(story, tmp_path), tmp_path / "petitions.json")
    assert told["recall_petitions"] == {asked["id"]: expected(asked) for asked in petitions}
