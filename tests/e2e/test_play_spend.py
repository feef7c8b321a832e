"""Another story's spending comes out as a second, plainer reading of the format has it."""

from pathlib import Path
from typing import Any

import pytest
from tests.e2e import spend_oracle as oracle
from tests.e2e.test_play import play, results, written
from tests.e2e.test_play_delivery import a_story

from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]
Told = dict[str, Any]
DAYS = {"period_start": "2026-01-01", "period_end": "2026-12-31"}


def paid(payee: str, amount: str, paid_on: str = "2026-06-30") -> Told:
    return {"payee": payee, "amount": amount, "paid_on": paid_on}


def passed_on(payer: str, payee: str, amount: str, division: str = "85", paid_on: str = "2026-12-31") -> Told:
    return {"payer": payer, **paid(payee, amount, paid_on), "cpv_division": division}


def a_scope(name: str, *payments: Told, below: tuple[Told, ...] = (), **changes: Any) -> Told:
    head = {"id": name, "kind": "market", "title": name, "cpv_division": None}
    return {**head, **DAYS, "payments": [*payments], "subcontract_payments": [*below], **changes}


SCOPES = [
    a_scope(
        *(
            "joint",
            paid("venture", "900.01"),
            paid("org-a", "500.00"),
            paid("org-b", "100.00"),
            paid("untraced", "600.00"),
        ),
        *(paid("org-d", "-20.00"), paid("org-d-homes", "120.00"), paid("org-a", "7.00", "2025-12-31")),
        below=(
            passed_on("venture", "org-a", "100.00"),
            passed_on("org-a", "venture", "33.33"),
            passed_on("org-d", "org-d-homes", "50.00"),
            passed_on("org-b", "untraced", "10.00"),
            passed_on("org-b", "org-e", "5.00"),
            passed_on("org-b", "org-e", "-4.00"),
            passed_on("org-b", "org-c", "10.00", "50"),
        ),
        cpv_division="85",
        kind="whole",
    ),
    a_scope("exactly", *(paid(each, "25.00") for each in ("org-a", "org-b", "org-c", "org-e")), kind="body"),
    a_scope("nothing", paid("org-a", "10.00"), paid("org-b", "-10.00"), below=(passed_on("org-a", "org-c", "1.00"),)),
    a_scope("empty"),
]
FLOWS = {
    **DAYS,
    "prime_payments": [paid("org-a", "100.00"), paid("untraced", "50.00"), paid("org-b", "1.00", "2027-01-01")],
    "subcontract_payments": [passed_on("org-a", "org-c", "120.00"), passed_on("org-c", "org-h", "5.00", "50")],
}
ACCOUNTS = {
    "organisation": "org-d-homes",
    "accounts_year_end": "2026-03-31",
    "turnover": "300.00",
    "dividends": "10.00",
    "offshore_related_party_charges": "-1.00",
    "shareholder_loan_interest": "0.00",
    "attributed_spend_scope": "joint",
}
LOSSES = ACCOUNTS | {"organisation": "org-f", "turnover": "0.00"}
VENTURE = {
    "id": "venture",
    "name": "Care Together LLP",
    "legal_form": "llp",
    "identifier": None,
    "parent": None,
    "facts": [],
    "joint_venture_owners": [{"organisation": "org-a", "share": "0.3"}, {"organisation": "org-e", "share": "0.7"}],
}


def story(**spend: Any) -> Told:
    whole = a_story(spend={"scopes": SCOPES, "flows": FLOWS, "leakage_accounts": [ACCOUNTS, LOSSES], **spend})
    whole["organisations"].append(VENTURE)
    whole["policy"]["supplier_share_cap"] = {"value": "0.25", "basis": "PROFILE", "note": "of this story"}
    whole["policy"]["minimum_groups_for_cap"] = {"value": 4, "basis": "PROFILE", "note": "of this story"}
    whole["local_multiplier"] = {
        "spend": "0.00",
        "local_staff_pay": "1.00",
        "local_purchases": "0.01",
        "staff_local_respend_share": "0.5",
        "supplier_local_respend_share": "1",
    }
    return whole


def test_another_storys_money_comes_out_by_the_rules_of_the_format(platform: Platform, tmp_path: Path) -> None:
    asked = story()
    told = results(platform, written(asked, tmp_path), tmp_path / "told.json")
    for given in SCOPES:
        assert told["spend"]["scopes"][given["id"]] == oracle.scope(asked, given)
    assert told["spend"]["flows"] == oracle.flows(asked, told["organisations"])
    assert told["spend"]["leakage"] == {
        "org-d-homes": {"leakage_rate_pct": 3, "dividend_only_pct": 3.3333, "estimated_leakage": "3.00"},
        "org-f": {"leakage_rate_pct": None, "dividend_only_pct": None, "estimated_leakage": None},
    }
    assert told["local_multiplier"] == {"round_1": "0.00", "round_2": "1.01", "round_3": "0.51", "multiplier": None}


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"scopes": [a_scope("x", paid("nobody", "1.00"))]}, "/spend/scopes/0/payments/0/payee"),
        ({"scopes": [SCOPES[3], SCOPES[3]]}, "/spend/scopes/1/id"),
        ({"scopes": [a_scope("x", what_if_bid_wins="none")]}, "/spend/scopes/0/what_if_bid_wins"),
        ({"scopes": [a_scope("x", period_end="2025-01-01")]}, "/spend/scopes/0/period_end"),
        ({"scopes": []}, "/spend/leakage_accounts/0/attributed_spend_scope"),
    ],
)
def test_what_breaks_the_format_is_refused_with_its_path(
    platform: Platform, tmp_path: Path, wrong: Told, place: str
) -> None:
    refused = play(platform, written(story(**wrong), tmp_path), tmp_path / "told.json")
    assert refused.returncode == 1
    assert place in refused.stderr.replace("\n", "")
