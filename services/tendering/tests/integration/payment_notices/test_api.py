"""Payments compliance notices over HTTP, on a real database."""

from datetime import UTC, datetime

import pytest
from services.tendering.tests.integration.line import V1, Line, at, done
from services.tendering.tests.integration.supply_chain.test_supply_chain import payment, posted, pounds

from events.tendering import PaymentsNoticePublished

pytestmark = pytest.mark.integration
PATH = f"{V1}/payments-notices"
DUE, OVERDUE = datetime(2027, 10, 29, 9, tzinfo=UTC), datetime(2027, 10, 30, 9, tzinfo=UTC)
SAID = {"last": "2027-09-30", "approved_by": {"name": "Amara Okafor", "title": "Director of Finance"}}


async def test_the_figures_are_published_once_with_who_approved_them(line: Line) -> None:
    contract = await line.signed()
    named = {"contract_id": contract["id"], "payee_id": str(line.trust)}
    invoices = [
        {"reference": name, "amount": pounds("50.00"), "received_on": "2027-05-01", **named} for name in ("A", "B")
    ]
    await posted(line.buyer, "invoices", *invoices)
    await posted(line.buyer, "payments", payment("1", "50.00", invoice="A"))
    made = done(await line.buyer.post(PATH, json=SAID, headers=at(DUE)), 201)
    assert (made["first"], made["due_on"], made["in_time"]) == ("2027-04-01", "2027-10-29", True)
    assert made["approved_by"] == SAID["approved_by"]
    paid = made["paid"]
    assert (paid["average_days"], paid["paid_within_30_pct"], paid["payable_not_paid_pct"]) == (30, 100, 50)
    await posted(line.buyer, "payments", payment("2", "50.00", invoice="B"))
    shown = done(await line.public.get(f"{PATH}?buyer_id={line.council}"))["items"]
    assert shown == [made]  # what is paid later changes nothing of what was published
    told = [each for each in await line.service.emitted() if isinstance(each, PaymentsNoticePublished)]
    assert [(each.approved_by.title, each.average_days) for each in told] == [("Director of Finance", "30.0000")]
    assert (await line.buyer.post(PATH, json=SAID, headers=at(DUE))).status_code == 409


async def test_a_late_notice_is_shown_as_late_and_an_early_or_odd_one_refused(line: Line) -> None:
    early = await line.buyer.post(PATH, json=SAID, headers=at(datetime(2027, 9, 30, 9, tzinfo=UTC)))
    assert early.status_code == 409
    odd = await line.buyer.post(PATH, json=SAID | {"last": "2027-06-30"}, headers=at(DUE))
    assert (odd.status_code, odd.json()["errors"][0]["path"]) == (422, "/last")
    late = done(await line.buyer.post(PATH, json=SAID, headers=at(OVERDUE)), 201)
    assert (late["in_time"], late["paid"]["payments_made"], late["paid"]["average_days"]) == (False, 0, None)


async def test_nobody_but_the_authority_publishes_it_and_more_of_a_person_is_not_taken(line: Line) -> None:
    assert (await line.provider.post(PATH, json=SAID, headers=at(DUE))).status_code == 403
    named = {"name": "Amara Okafor", "title": "Director of Finance"}
    for wrong in ({**named, "email": "amara@northbridge.example"}, {"name": "Amara Okafor"}):
        assert (await line.buyer.post(PATH, json=SAID | {"approved_by": wrong}, headers=at(DUE))).status_code == 422
