"""Another half-year: three tiers, a day too late, bills unpaid, a procurement that began before the law."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_play import play, results, written

from commonweal.demo import STORIES
from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]
Told = dict[str, Any]


def story(*invoices: Told, commenced: str = "2026-04-01") -> Told:
    """Northbridge's organisations, and nothing but what they pay."""
    whole: Told = json.loads((STORIES / "northbridge.json").read_text())
    kept = {name: whole[name] for name in ("format", "scenario", "law", "policy", "calendar", "organisations")}
    period = {"period_start": "2026-10-01", "period_end": "2027-03-31", "approved_by": "director"}
    return {
        **kept,
        "invoices": list(invoices),
        "payments_compliance": {**period, "procurement_commenced_on": commenced},
    }


def bill(name: str, tier: int, parties: str, days: str, amount: str = "10.00") -> Told:
    """`parties` is payer and payee, `days` when it was received and paid."""
    payer, payee = parties.split(" pays ")
    received, _, paid = days.partition(" to ")
    return {
        "id": name,
        "tier": tier,
        "payer": payer,
        "payee": payee,
        "amount": amount,
        "received_on": received,
        "paid_on": paid or None,
    }


BILLS = (
    bill("before", 1, "council pays org-a", "2026-08-01 to 2026-09-30"),
    bill("last day", 1, "council pays org-a", "2026-09-01 to 2026-10-01"),
    bill("too late", 1, "council pays org-a", "2026-10-01 to 2026-11-01", "30000.01"),
    bill("line", 1, "council pays org-b", "2026-10-01 to 2026-10-31", "30000.00"),
    bill("unpaid", 1, "council pays org-b", "2027-03-01"),
    bill("afterwards", 1, "council pays org-b", "2027-02-28 to 2027-04-01"),
    bill("third", 3, "org-a pays org-c", "2027-01-01 to 2027-03-03"),
)


def test_another_half_year_comes_out_by_the_rules_of_the_format(platform: Platform, tmp_path: Path) -> None:
    told = results(platform, written(story(*BILLS), tmp_path), tmp_path / "told.json")["payments_compliance"]
    assert told["notice_due"] == "2027-04-29"
    assert told["tiers"].keys() == {"1", "3"}
    first = told["tiers"]["1"]
    assert (first["payments_made"], first["days"], first["average_days"]) == (3, [30, 31, 30], 30.3333)
    assert (first["paid_within_30_pct"], first["late_invoices"]) == (66.6667, ["too late"])
    assert (first["became_payable"], first["payable_not_paid_pct"]) == (5, 40)
    assert (told["tiers"]["3"]["days"], told["tiers"]["3"]["paid_61_or_more_pct"]) == ([61], 100)
    assert told["contract_payment_notices"] == {
        "2026-10-01/2026-12-31": {"due": "2027-01-29", "invoices": ["too late"], "total": "30000.01"},
        "2027-01-01/2027-03-31": {"due": "2027-04-29", "invoices": [], "total": "0.00"},
    }


def test_before_the_law_and_without_payments_there_is_little_to_tell(platform: Platform, tmp_path: Path) -> None:
    asked = written(story(BILLS[-1], commenced="2026-03-31"), tmp_path)
    told = results(platform, asked, tmp_path / "told.json")["payments_compliance"]
    assert (told["contract_payment_notices_apply"], told["contract_payment_notices"]) == (False, {})
    assert (told["tiers"]["1"]["payments_made"], told["tiers"]["1"]["average_days"]) == (0, None)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (bill("x", 2, "council pays org-a", "2027-01-01"), "/invoices/0/tier"),
        (bill("x", 1, "council pays nobody", "2027-01-01"), "/invoices/0/payee"),
        (bill("x", 1, "council pays council", "2027-01-01"), "/invoices/0/payee"),
        (bill("x", 1, "council pays org-a", "2027-01-01", "-1.00"), "/invoices/0/amount"),
    ],
)
def test_what_breaks_the_format_is_refused_with_its_path(
    platform: Platform, tmp_path: Path, wrong: Told, place: str
) -> None:
    refused = play(platform, written(story(wrong), tmp_path), tmp_path / "told.json")
    assert refused.returncode == 1
    assert place in refused.stderr.replace("\n", "")
