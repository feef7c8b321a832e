"""How much of an authority's money pays for services to people, as data and on its page."""

import re
from collections.abc import AsyncIterator
from datetime import date
from uuid import UUID

import pytest
from services.transparency.tests.paying import a_payment
from services.transparency.tests.spending import NOW, read
from services.transparency.tests.town import ALLIANCE, COUNCIL, KITCHEN, everything

from chassis.testing import ServiceUnderTest, service_under_test

pytestmark = pytest.mark.integration
SHARE = f"/transparency/v1/buyers/{COUNCIL.id}/people-spending"
DAY = date(2026, 2, 27)


@pytest.fixture
async def town() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        for event in everything():
            await service.feed(event, event.entity)
        yield service


async def paid(service: ServiceUnderTest, number: int, amount: str, **changes: object) -> None:
    event = a_payment(amount=amount, paid_on=DAY, reference=str(number), **changes)
    entity = UUID(int=0xC00 + number)
    await service.feed(event.model_copy(update={"entity": entity}), entity)


async def test_contracts_say_what_was_paid_for_and_the_rest_is_unknown(town: ServiceUnderTest) -> None:
    coded = ALLIANCE.model_copy(update={"cpv": ["85311000"]})
    signed = next(event for event in everything() if getattr(event, "contract", None) == ALLIANCE)
    await town.feed(signed.model_copy(update={"contract": coded}), coded.contract_id)
    await paid(town, 1, "600.00", contract_id=ALLIANCE.contract_id)
    await paid(town, 2, "300.00", contract_id=KITCHEN.contract_id)
    await paid(town, 3, "100.00", contract_id=None)
    found = await read(town, SHARE)
    assert [found[it]["amount"] for it in ("total", "for_people", "for_others", "unknown")] == [
        *("1000.00", "600.00", "300.00", "100.00"),
    ]
    assert (found["share_pct"], found["unknown_pct"], found["rule"]["rule"]) == (60, 10, "people_focused_spending")
    answer = await town.client().get(f"/organisations/{COUNCIL.id}/money", headers={**NOW, "Accept": "text/html"})
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))
    assert "60.0% of what Northbridge Council paid: £600 of £1,000" in page
    assert "Of 10.0% no contract says what it was for, so the share may be higher." in page


async def test_of_nothing_there_is_no_share(town: ServiceUnderTest) -> None:
    found = await read(town, f"{SHARE}?first=2020-01-01&last=2020-12-31")
    assert (found["share_pct"], found["total"]["amount"]) == (None, "0.00")
