"""Money that several put together, and money that comes back: the stories' funds play through the public API."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_play import results, written

from commonweal.demo import STORIES
from commonweal.play.document import faults
from commonweal.play.document import read as read_story
from commonweal.testing import Platform
from kernel.rounding import half_up

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]
NORTHBRIDGE = json.loads((STORIES / "northbridge.json").read_text())
EXPECTED = json.loads((STORIES / "northbridge.expected.json").read_text())
FUNDS = ("pooled_budgets", "social_investments")


def a_story(**sections: Any) -> dict[str, Any]:
    """Northbridge's bodies and figures, with nothing but these sections."""
    bodies = {"council", "icb", "pcc", "housing-association"}
    organisations = [{**each, "facts": []} for each in NORTHBRIDGE["organisations"] if each["id"] in bodies]
    kept = {name: NORTHBRIDGE[name] for name in ("format", "scenario", "policy")}
    return {**kept, "organisations": organisations, **sections}


def told(platform: Platform, story: dict[str, Any], where: Path) -> dict[str, Any]:
    """What the platform makes of it."""
    return results(platform, written(story, where), where / "result.json")


def a_proposal(name: str, amount: str, proposed_on: str, **objections: str) -> dict[str, Any]:
    """To which those organisations object on those days."""
    held = [{"organisation": who, "made_on": day, "reason": "No."} for who, day in objections.items()]
    return {"id": name, "title": name, "amount": amount, "proposed_on": proposed_on, "objections": held}


def test_northbridges_funds_come_out_as_expected(platform: Platform, tmp_path: Path) -> None:
    found = told(platform, a_story(**{section: NORTHBRIDGE[section] for section in FUNDS}), tmp_path)
    for section in FUNDS:
        assert found[section] == EXPECTED[section]
    assert found["not_played"] == []


def test_another_pool_with_its_own_veto_and_proposals_out_of_order(platform: Platform, tmp_path: Path) -> None:
    """A third of the pool may veto, for one working day; earlier windows do not take what stands first in the list."""
    policy = {**NORTHBRIDGE["policy"], "veto_minimum_share": {"value": "0.333333"}}
    policy["veto_window_working_days"] = {"value": 1}
    pool = {
        "id": "pool-x",
        "title": "Winter fund",
        "contributions": [
            {"organisation": "pcc", "amount": "100.00"},
            {"organisation": "icb", "amount": "100.01"},
            {"organisation": "housing-association", "amount": "99.99"},
        ],
        "proposals": [
            a_proposal("later", "250.00", "2027-06-11"),
            a_proposal("too much", "50.01", "2027-05-28"),
            a_proposal("late", "10.00", "2027-05-28", pcc="2027-06-02"),
            a_proposal("in time", "10.00", "2027-05-28", pcc="2027-06-01", icb="2027-05-29"),
            a_proposal(
                "the rest", "40.00", "2027-05-28", **{"housing-association": "2027-05-28"}, council="2027-05-28"
            ),
        ],
    }
    empty = {
        "id": "empty",
        "title": "Empty",
        "contributions": [],
        "proposals": [a_proposal("one", "0.01", "2027-05-28")],
    }
    found = told(platform, a_story(policy=policy, pooled_budgets=[pool, empty]), tmp_path)["pooled_budgets"]
    given = {"pcc": 10000, "icb": 10001, "housing-association": 9999}
    shares = {name: float(half_up(Fraction(pence, 30000) * 100, 4)) for name, pence in given.items()}
    assert found["pool-x"]["shares_pct"] == shares
    assert found["pool-x"]["veto_holders"] == ["pcc", "icb"]
    ended = {name: each["outcome"] for name, each in found["pool-x"]["proposals"].items()}
    assert ended == {
        "later": "proceeds",
        "too much": "exceeds_pool",
        "late": "proceeds",
        "in time": "blocked",
        "the rest": "proceeds",
    }
    assert found["pool-x"]["uncommitted"] == "0.00"
    assert found["pool-x"]["proposals"]["late"]["window_closes_on"] == "2027-06-01"
    held = {"in_time": False, "holds_veto": True, "blocks": False}
    assert found["pool-x"]["proposals"]["late"]["objections"] == {"pcc": held}
    assert found["empty"]["proposals"]["one"]["outcome"] == "exceeds_pool"
    assert (found["empty"]["total"], found["empty"]["shares_pct"], found["empty"]["veto_holders"]) == ("0.00", {}, [])


def test_investments_with_losses_halves_of_years_and_another_cap(platform: Platform, tmp_path: Path) -> None:
    policy = {**NORTHBRIDGE["policy"], "investor_return_cap_per_year": {"value": "0.055"}}
    given = {
        "loss": ("100.00", "2.5", "40.00"),
        "nothing": ("0.00", "3", "12.34"),
        "odd": ("1000.01", "0.5", "1100.00"),
    }
    investments = [
        {
            "id": name,
            "investor": "A fund",
            "investor_is_private_equity": name == "odd",
            "capital": capital,
            "term_years": float(years),
            "outcome_payments": paid,
        }
        for name, (capital, years, paid) in given.items()
    ]
    story = a_story(policy=policy, social_investments=investments)
    found = told(platform, story, tmp_path)["social_investments"]
    for name, (capital, years, paid) in given.items():
        gross = Fraction(paid) - Fraction(capital)
        cap = Fraction("0.055") * Fraction(years) * Fraction(capital)
        receives, surplus = Fraction(capital) + min(gross, cap), max(Fraction(), gross - cap)
        told_of = {"gross_return": gross, "return_cap": cap, "investor_receives": receives, "recycled_surplus": surplus}
        expected = {key: f"{half_up(amount, 2):.2f}" for key, amount in told_of.items()}
        assert found[name] == {**expected, "private_equity_flag": name == "odd"}


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("pooled_budgets", 0, "contributions", 1, "amount"), "-1.00", "/pooled_budgets/0/contributions/1/amount"),
        (
            ("pooled_budgets", 0, "contributions", 0, "organisation"),
            "x",
            "/pooled_budgets/0/contributions/0/organisation",
        ),
        (("pooled_budgets", 0, "proposals", 1, "id"), "proposal-1", "/pooled_budgets/0/proposals/1/id"),
        (("social_investments", 0, "capital"), "-0.01", "/social_investments/0/capital"),
        (
            ("pooled_budgets", 0, "proposals", 0, "objections", 0, "organisation"),
            "x",
            "/pooled_budgets/0/proposals/0/objections/0/organisation",
        ),
    ],
)
def test_what_breaks_the_format_is_named_by_its_path(
    tmp_path: Path, path: tuple[Any, ...], value: str, place: str
) -> None:
    story = json.loads(json.dumps(a_story(**{section: NORTHBRIDGE[section] for section in FUNDS})))
    written = tmp_path / "story.json"
    written.write_text(json.dumps(story))
    assert list(faults(read_story(written))) == []
    within = story
    for step in path[:-1]:
        within = within[step]
    within[path[-1]] = value
    written.write_text(json.dumps(story))
    with pytest.raises(Exception, match=place):
        read_story(written)
