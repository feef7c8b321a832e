"""A year of an authority on one page and in one document; every figure leads to where it is told whole."""

import re
from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.transparency.tests.paying import a_payment
from services.transparency.tests.spending import classified
from services.transparency.tests.town import COUNCIL, HARBOUR, LANTERN, NOON, everything, party

from chassis.testing import ServiceUnderTest, service_under_test
from events.tendering import Approval, PaymentsNoticePublished, TierPaid

pytestmark = pytest.mark.integration
V1 = f"/transparency/v1/buyers/{COUNCIL.id}/accounts"
NOW = {"Commonweal-Now": "2027-02-02T12:00:00Z"}
LATER = {"Commonweal-Now": "2028-03-02T12:00:00Z"}


def a_notice() -> PaymentsNoticePublished:
    return PaymentsNoticePublished(
        occurred_at=NOON,
        buyer=party(COUNCIL),
        first=date(2026, 4, 1),
        last=date(2026, 9, 30),
        due_on=date(2026, 10, 30),
        in_time=True,
        payments_made=12,
        average_days="21.5000",
        paid_within_30_pct="90.0000",
        paid_31_to_60_pct="10.0000",
        paid_61_or_more_pct="0.0000",
        became_payable=12,
        payable_not_paid_pct="0.0000",
        approved_by=Approval(name="Amara Okafor", title="Director of Finance"),
        tiers=[
            TierPaid(tier=1, payments_made=12, average_days="21.5000"),
            TierPaid(tier=2, payments_made=0, average_days=None),
        ],
    )


@pytest.fixture
async def town() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        for event in (*everything(), classified(LANTERN, vcse="yes"), classified(HARBOUR, vcse="no")):
            await service.feed(event, event.entity)
        for number, (payee, amount) in enumerate([(LANTERN, "750.00"), (HARBOUR, "250.00")], start=0xD00):
            paid = a_payment(payee=party(payee), amount=amount, paid_on=date(2026, 12, 1), contract_id=None)
            await service.feed(paid.model_copy(update={"entity": UUID(int=number)}), UUID(int=number))
        await service.feed(a_notice(), UUID(int=0xD10))
        yield service


async def figures(service: ServiceUnderTest, year: str = "2026-27", when: dict[str, str] = NOW) -> dict[str, Any]:
    answer = await service.client().get(f"{V1}/{year}", headers=when)
    assert answer.status_code == 200, answer.text
    return {figure["name"]: figure for section in answer.json()["sections"] for figure in section["figures"]}


async def test_the_year_is_put_together_of_what_is_told_elsewhere(town: ServiceUnderTest) -> None:
    found = await figures(town)
    assert (found["paid"]["amount"]["amount"], found["vcse_direct"]["number"]) == ("1000.00", 75)
    assert (found["people"]["number"], found["rating"]["number"], found["ratings"]["number"]) == (0, 4.1235, 34)
    days = {name: it["number"] for name, it in found.items() if name.startswith("average_days")}
    assert days == {"average_days_2026-09-30_tier_1": 21.5, "average_days_2026-09-30_tier_2": None}
    assert (found["grants"]["number"], found["granted"]["amount"]["amount"]) == (1, "42000.00")
    assert (found["contracts"]["number"], found["contracted"]["amount"]["amount"]) == (2, "2026400.00")


async def test_a_year_of_which_nobody_told_a_payment_is_not_a_year_of_none(town: ServiceUnderTest) -> None:
    assert (await figures(town, "2025-26"))["paid"]["amount"] is None


async def test_each_figure_of_this_service_is_the_one_at_its_source(town: ServiceUnderTest) -> None:
    found = await figures(town)
    client = town.client()
    flows = (await client.get(found["paid"]["source"], headers=NOW)).json()
    assert flows["total"] == found["paid"]["amount"]
    assert flows["shares"]["vcse"]["direct_pct"] == found["vcse_direct"]["number"]
    people = (await client.get(found["people"]["source"], headers=NOW)).json()
    assert people["share_pct"] == found["people"]["number"]
    own = {it["source"] for it in found.values() if it["source"].startswith("/transparency/")}
    assert {(await client.get(source, headers=NOW)).status_code for source in own} == {200}


async def test_a_contract_counts_in_the_years_in_which_it_bound(town: ServiceUnderTest) -> None:
    assert (await figures(town, "2027-28", LATER))["contracts"]["number"] == 1, "one was ended on 31 January 2028"
    assert (await figures(town, "2025-26"))["contracts"]["number"] == 0
    assert (await figures(town, "2025-26"))["vcse_direct"]["number"] is None


async def test_what_came_late_is_counted_and_what_only_waits_is_not(town: ServiceUnderTest) -> None:
    found = await figures(town)
    assert (found["late"]["number"], found["owed"]["number"]) == (1, 1), "UK7 was due on 1 April 2026"
    before = await figures(town, "2025-26")
    assert (before["late"]["number"], before["owed"]["number"]) == (0, 1), "UK6 was met on its day"


async def test_everybody_reads_it_on_a_page(town: ServiceUnderTest) -> None:
    answer = await town.client().get("/organisations/GB-LAE-NBR/accounts/2026-27", headers=NOW)
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))
    for said in (
        "From 1 April 2026 to 2 February 2027: the year still runs.",
        "Voluntary, community and social enterprises 75.0% 75.0% 0.0%",
        "Average days to pay, tier 1, half-year to 30 September 2026 21.5 days",
        "tier 2, half-year to 30 September 2026 Not known",
        "4.1 of 5",
        "Late, or still missing 1",
    ):
        assert said in page, page
    assert f"/transparency/v1/buyers/{COUNCIL.id}/flows?first=2026-04-01&amp;last=2027-02-02" in answer.text


async def test_a_year_that_is_none_or_has_not_begun_is_refused(town: ServiceUnderTest) -> None:
    for year, status in (("2026-28", 422), ("2030-31", 404)):
        for path in (f"{V1}/{year}", f"/organisations/{COUNCIL.id}/accounts/{year}"):
            assert (await town.client().get(path, headers=NOW)).status_code == status, path
