"""Other stories' running contracts come out as a second, plainer reading of the format has them."""

import json
from fractions import Fraction
from typing import Any

import pytest
from tests.e2e import delivery_oracle as oracle
from tests.e2e.test_play import results, written

from commonweal.demo import STORIES
from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]
Told = dict[str, Any]
HEAD = ("format", "scenario", "law", "policy", "calendar", "organisations")


def a_story(**sections: Any) -> Told:
    """Northbridge without its competition, its ratings and its funds: only what these sections need."""
    whole: Told = json.loads((STORIES / "northbridge.json").read_text())
    return {**{name: whole[name] for name in HEAD}, **sections}


def kpi(name: str, direction: str, target: Any, actual: Any) -> Told:
    return {"id": name, "title": name, "unit": "percent", "direction": direction, "target": target, "actual": actual}


def member(name: str, value: str, role: str = "provider") -> Told:
    return {"organisation": name, "role": role, "contract_value": value}


def line(name: str, weight: Any, promised: Any, delivered: Any, direction: str = "higher_is_better") -> Told:
    figures = {"weight": weight, "promised": promised, "delivered": delivered}
    return {"id": name, "unit": "each", **figures, "direction": direction}


KPIS = [
    kpi("edge", "higher_is_better", 1000000, 999999.9),
    kpi("none", "lower_is_better", 8, 0),
    kpi("aimless", "higher_is_better", 0, 7),
    kpi("worst", "lower_is_better", 0, 5),
    kpi("exact", "lower_is_better", 9, 10),
]
COUNCIL = member("council", "0.00", "commissioner")
ALLIANCE = {
    "members": [COUNCIL, member("org-g", "1.00"), member("org-a", "1.00"), member("org-e", "1.00")],
    "target_cost": "100.07",
    "actual_cost": "50.00",
    "gate_kpis": ["none", "exact", "edge", "worst"],
    "decisions": [
        {"id": "vetoed", "votes": {"council": "for", "org-a": "against", "org-e": "for", "org-g": "abstain"}},
        {"id": "silent", "votes": {"council": "for", "org-a": "for", "stranger": "against"}},
        {"id": "agreed", "votes": dict.fromkeys(("council", "org-a", "org-e", "org-g"), "for")},
    ],
}
VALUE = [
    {
        "id": "first",
        "lot": "lot-1",
        "provider": "org-a",
        "lines": [
            line("over", 10, 1, 5),
            line("short", 30, 3, 1),
            line("less", 5.5, 8, 9, "lower_is_better"),
            line("none", 1, 4, 0, "lower_is_better"),
            line("nothing", 50, 0, 9),
        ],
    },
    {"id": "second", "lot": "lot-1", "provider": "org-e", "lines": [line("empty", 10, 0, 1)]},
]
CHURN = {"contracts": 7, "years_observed": 3, "retenders": 0, "provider_changes": 0}


def test_edges_of_measures_alliances_and_promises(platform: Platform, tmp_path: Any) -> None:
    story = a_story(kpis=KPIS, alliance=ALLIANCE, social_value=VALUE, retender_churn=CHURN)
    told = results(platform, written(story, tmp_path), tmp_path / "edges.json")
    assert told["kpis"]["results"] == oracle.kpis(story)
    assert (told["kpis"]["count"], told["kpis"]["minimum_met"]) == (5, True)
    assert told["alliance"] == oracle.alliance(story)
    assert told["alliance"]["gate_passed"]
    assert told["alliance"]["split"] == {"org-g": "8.34", "org-a": "8.35", "org-e": "8.35"}
    assert told["social_value"] == oracle.social_value(story)
    assert told["retender_churn"] == {
        "contract_years": 21,
        "retenders_per_contract_year": 0,
        "change_rate_per_retender_pct": None,
        "mean_interval_years": None,
    }
    assert told["not_played"] == []


EQUAL = {"fair_work": 50, "reinvest": 50, "local": 5}


def bought(regime: str) -> Told:
    """Two lots that the lowest price wins, for five years."""
    whole: Told = json.loads((STORIES / "northbridge.json").read_text())
    procurement = whole["procurement"] | {"regime": regime, "lot_limit": None, "what_if": {}}
    procurement["lots"] = [lot | {"reserved": None} for lot in procurement["lots"][:2]]
    deadline = procurement["dates"]["tender_deadline"]
    bids = [
        {
            "id": f"bid-{n}",
            "bidder": name,
            "lot": f"lot-{n}",
            "price": price,
            "submitted_at": deadline,
            "declared": EQUAL,
        }
        for n, name, price in ((1, "org-a", "1000000.00"), (2, "org-e", "250000.00"))
    ]
    return {"procurement": procurement, "bids": bids}


def change(name: str, value: str, months: int, **said: Any) -> Told:
    return {
        "id": name,
        "kind": "services",
        "value_change": value,
        "term_change_months": months,
        "material_scope_change": False,
        **said,
    }


CHANGES = [
    change("tenth", "125000.00", 6),
    change("penny", "125000.01", 0),
    change("works", "187500.00", 0, kind="works"),
    change("cumulative", "65000.00", 0, earlier_value_changes="60000.01"),
    change("cancels", "-65000.00", 0, earlier_value_changes="190000.00"),
    change("long", "0.00", 7),
    change("scope", "1.00", 0, material_scope_change=True),
    change("own", "-100.00", -6, contract_value="1000.00"),
    change("worthless", "1.00", 0, contract_value="0.00"),
]
PERIOD = {"period_start": "2027-03-01", "period_end": "2028-02-29", "outcome": "tenancy sustained"}
COSTS = [
    {"id": "own", "lot": "lot-1", **PERIOD, "places": 3, "occupied_nights": 7, "outcomes": 0},
    {
        "id": "stated",
        "lot": "lot-2",
        "annual_cost": "0.05",
        **PERIOD,
        "places": 0,
        "occupied_nights": 0,
        "outcomes": 10,
    },
]


@pytest.mark.parametrize("regime", ["full", "light_touch"])
def test_edges_of_changes_and_unit_costs(platform: Platform, tmp_path: Any, regime: str) -> None:
    story = a_story(**bought(regime), modifications=CHANGES, unit_costs=COSTS)
    told = results(platform, written(story, tmp_path), tmp_path / "changes.json")
    assert told["modifications"] == oracle.modifications(story, "1250000.00", 60)
    annual = {"lot-1": Fraction(200_000), "lot-2": Fraction(50_000)}
    assert told["unit_costs"] == oracle.unit_costs(story, annual, dict.fromkeys(("own", "stated"), 366))
