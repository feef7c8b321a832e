"""Other stories' organisations come out as a second, plainer reading of the format has them."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.e2e import oracle
from tests.e2e.test_play import results, written

from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]

DAY, EVE = "2026-09-28", "2026-09-27"
Told = dict[str, Any]


def fact(name: str, value: object, *, until: str = "2027-07-15", source: str = "register") -> Told:
    reference = f"EV-{name}"
    return {
        "fact": name,
        "value": value,
        "source": source,
        "reference": reference,
        "retrieved_on": "2026-07-15",
        "expires_on": until,
    }


def body(name: str, *facts: Told, **changes: Any) -> Told:
    said = {"id": name, "name": f"The {name}", "legal_form": "cio", "identifier": None, "parent": None}
    return {**said, "facts": list(facts), **changes}


def boards() -> list[Told]:
    """Empty boards, exact halves and three quarters, and one voice more or less."""
    return [
        body(f"board-{users}-{members}", fact("board_members", members), fact("board_members_users", users))
        for users, members in ((0, 0), (4, 8), (5, 8), (6, 8), (2, 3), (3, 4), (74, 99), (0, 5))
    ]


def sizes() -> list[Told]:
    """One employee and one penny on either side of each limit, or nothing known."""
    found: list[Told] = []
    turnovers, balances = ("44000000.00", "44000000.01", None), ("38000000.00", "38000000.01", None)
    for headcount, turnover, balance in product((249, 250, None), turnovers, balances):
        given = {"group_headcount": headcount, "group_turnover": turnover, "group_balance_sheet": balance}
        facts = [fact(name, value) for name, value in given.items() if value is not None]
        found.append(body(f"size-{len(found)}", *facts))
    return found


def grades() -> list[Told]:
    """Every pair of what bars distribution and what locks the assets, or nothing known."""
    found: list[Told] = []
    profits, locks = (None, "free", "capped", "barred_by_law", "barred_by_articles"), (None, "none", "constitutional")
    for profit, lock in product(profits, (*locks, "statutory")):
        given = {"profit_distribution": profit, "dissolution_lock": lock}
        found.append(body(f"grade-{len(found)}", *(fact(it, value) for it, value in given.items() if value)))
    return found


def doubts() -> list[Told]:
    """Facts that contradict or confirm each other, that end on the day or on its eve, and names nobody asks for."""
    site, country = "substantive_site_in_area", "ultimate_controller_country"
    return [
        body("disputed", fact(site, True), fact(site, False, source="attestation"), fact("shoe_size", 41)),
        body("disputed-twice", fact(country, "GB"), fact(country, "LU", source="x"), fact("shoe_size", 1, source="y")),
        body("confirmed", fact(site, True), fact(site, True, source="attestation")),
        body("ends-today", fact(site, True, until=DAY), fact(country, "LU", until=DAY)),
        body("ended", fact(site, True, until=EVE), fact(country, "GB", until=EVE)),
        body("no-longer-disputed", fact(site, False, until=EVE), fact(site, True)),
        body("half-known", fact("non_governmental", True)),
        body("half-refuted", fact("principally_reinvests_for_social_aims", False)),
        body("disputed-odd", fact("shoe_size", 41, source="attestation"), fact("shoe_size", 42)),
    ]


def owned() -> list[Told]:
    """A chain of parents, and a venture of whose owners one holds most."""
    shares = [{"organisation": "grandchild", "share": "0.6"}, {"organisation": "top", "share": "0.4"}]
    return [
        body("grandchild", parent="child"),
        body("child", parent="top"),
        body("top"),
        body("venture", joint_venture_owners=shares),
    ]


def test_boundaries_disputes_and_chains_come_out_as_the_format_has_them(platform: Platform, tmp_path: Path) -> None:
    everybody = [*boards(), *sizes(), *grades(), *doubts(), *owned()]
    scenario = {"id": "edges", "title": "Edges", "authority": "top", "evidence_as_of": DAY}
    story = {"format": "commissioning-scenario/1", "scenario": scenario, "organisations": everybody}
    told = results(platform, written(story, tmp_path), tmp_path / "edges.json")
    assert told["not_played"] == []
    assert told["organisations"] == oracle.organisations(story)
    outcomes = {each["sme"] for each in told["organisations"].values()}
    assert outcomes == {"yes", "no", "unknown"}


def test_a_story_that_draws_its_lines_elsewhere_is_not_played_by_ours(platform: Platform, tmp_path: Path) -> None:
    scenario = {"id": "lines", "title": "Lines", "authority": "top", "evidence_as_of": DAY}
    story = {"format": "commissioning-scenario/1", "scenario": scenario, "organisations": [body("top")]}
    stricter = {"user_led_board_share_over": {"value": "0.60", "basis": "SEED", "note": "a stricter council"}}
    told = results(platform, written({**story, "policy": stricter}, tmp_path), tmp_path / "lines.json")
    assert told["not_played"] == ["organisations"]
