"""Everybody sees where an authority's money went."""

import re

import pytest
from services.transparency.tests.spending import HIDDEN, MARKET, dataset
from services.transparency.tests.town import COUNCIL, FOREIGN, HARBOUR, LANTERN, party

from chassis.testing import ServiceUnderTest

pytestmark = pytest.mark.integration
PAGE = f"/organisations/{COUNCIL.id}/money"
NOW = {"Commonweal-Now": "2026-03-02T12:00:00Z", "Accept": "text/html"}


async def text_of(service: ServiceUnderTest, path: str) -> str:
    answer = await service.client().get(path, headers=NOW)
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


async def test_who_is_over_the_cap_and_why_stands_beside_who_kept_the_money(town: ServiceUnderTest) -> None:
    page = await text_of(town, PAGE)
    for said in (
        "What Northbridge Council and its suppliers posted, from 3 March 2025 to 2 March 2026.",
        f"{HARBOUR.name} Over the cap 50.0% £80 paid to it first, less £30 paid on to others: £50 of £100, or 50%; "
        "£30 more than the cap of 20% allows.",
        f"{HARBOUR.name} £80 £30 £50",
        "Name withheld £30 £0 £30",
        "50.0% kept in the end",
        "A proposal, not law: Social Economy Alliance, Services for the public.",
    ):
        assert said in page, page
    assert str(HIDDEN) not in (await town.client().get(PAGE, headers=NOW)).text


async def test_a_dataset_has_a_page_of_its_own_and_says_who_is_in_which_group(
    town: ServiceUnderTest,
) -> None:
    page = await text_of(town, f"{PAGE}?dataset={MARKET}")
    assert "paid by all public bodies as far as Northbridge Council tells of them" in page
    assert f"{FOREIGN.name} Near the cap 15.0%" in page
    assert "In it: Second Wheel Bicycle Workshop ." in page
    assert "Owner unknown 20.0%" in page


async def test_another_authoritys_dataset_is_not_shown_as_ones_own(town: ServiceUnderTest) -> None:
    await town.feed(dataset(buyer=party(LANTERN)), MARKET)
    assert (await town.client().get(f"{PAGE}?dataset={MARKET}", headers=NOW)).status_code == 404


async def test_where_nothing_was_paid_the_page_says_so(town: ServiceUnderTest) -> None:
    page = await text_of(town, f"{PAGE}?first=2020-01-01&last=2020-12-31")
    assert "Nobody has told us of a payment in these days. What it has told of as a whole stands under" in page
    for days in ("first=2020-01-01&last=2019-12-31", "last=0001-01-01", "last=tomorrow"):
        assert (await town.client().get(f"{PAGE}?{days}", headers=NOW)).status_code == 422
