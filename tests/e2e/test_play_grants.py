"""Stories' grants come out as the format says, whatever their documents hold."""

import copy
import json
from typing import Any

import pytest
from tests.e2e.grants_oracle import grants
from tests.e2e.test_play import play, results, written

from commonweal.demo import STORIES
from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]
Told = dict[str, Any]
HEAD = ("format", "scenario", "law", "policy", "calendar", "organisations", "grants")


def a_story(*changes: Told) -> Told:
    """Northbridge with only its funds: its grant once for each of the changes."""
    whole: Told = json.loads((STORIES / "northbridge.json").read_text())
    [grant] = whole["grants"]
    given = [{**copy.deepcopy(grant), "id": f"grant-{number}", **change} for number, change in enumerate(changes, 1)]
    return {**{name: whole[name] for name in HEAD}, "grants": given}


def outcome(number: int, person: str, name: str, *, verified: bool | None = True) -> Told:
    return {"id": f"claim-{number}", "person": person, "outcome": name, "verified": verified}


def rate(name: str, tariff: str, maximum: int | None) -> Told:
    return {"outcome": name, "tariff": tariff, "maximum_paid": maximum}


CARD = [rate("Job kept", "333.33", 2), rate("tenancy", "1000.01", None), rate("nothing", "0.00", 5)]
CLAIMS = [
    outcome(1, "a", "Job kept", verified=False),
    outcome(2, "a", "Job kept"),
    outcome(3, "a", "tenancy"),
    outcome(4, "a", "tenancy"),
    outcome(5, "b", "Job kept", verified=None),
    outcome(6, "b", "nothing"),
    outcome(7, "c", "Job kept"),
    outcome(8, "d", "Job kept"),
    outcome(9, "d", "tenancy"),
]
EDGES: tuple[Told, ...] = (
    {},
    {"outcome_tariffs": CARD, "outcome_claims": CLAIMS, "person_cap": "1200.00", "fund": "Another Fund"},
    {"award": "100.01", "eligible_cost": "300.00", "actual_eligible_cost": "299.99", "paid_to_date": "0.00"},
    {"terminated_for_breach": True},
    {"eligible_cost": "0.00", "match": [], "milestones": [], "outcome_tariffs": [], "outcome_claims": []},
    {
        "award": "315000.00",
        "subsidy": {
            "recipient_is_enterprise": True,
            "history": [
                {"given_on": "2027-03-31", "kind": "mfa", "amount": "0.01"},
                {"given_on": "2027-04-05", "kind": "other", "amount": "90000.00"},
                {"given_on": "2024-03-31", "kind": "mfa", "amount": "90000.00"},
            ],
            "candidate_award_dates": ["2027-03-30", "2027-03-31", "2029-03-31", "2029-04-01"],
        },
    },
    {
        "subsidy": {
            "recipient_is_enterprise": False,
            "history": [{"given_on": "2026-05-05", "kind": "mfa", "amount": "300000.00"}],
            "candidate_award_dates": ["2027-01-31"],
        }
    },
)


def test_edges_of_grants(platform: Platform, tmp_path: Any) -> None:
    story = a_story(*EDGES)
    told = results(platform, written(story, tmp_path), tmp_path / "grants.json")
    expected = grants(story)
    for name, grant in expected.items():
        assert told["grants"][name] == grant
    northbridge = json.loads((STORIES / "northbridge.expected.json").read_text())["grants"]
    assert told["grants"]["grant-1"] == northbridge["grant-1"]
    assert told["not_played"] == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"paid_to_date": "250000.01"}, "/grants/0/paid_to_date"),
        ({"recipient": "council"}, "/grants/0/recipient"),
        ({"award": "0.00", "paid_to_date": "0.00"}, "/grants/0/award"),
        ({"outcome_tariffs": []}, "/grants/0/outcome_claims/0/outcome"),
        ({"upfront_share": "1.01"}, "/grants/0/upfront_share"),
    ],
)
def test_a_grant_that_breaks_the_format_is_refused_with_its_path(
    platform: Platform, tmp_path: Any, change: Told, place: str
) -> None:
    refused = play(platform, written(a_story(change), tmp_path), tmp_path / "refused.json")
    assert (refused.returncode, place in refused.stderr.replace("\n", "")) == (1, True)
