"""Payments compliance notices over HTTP, on a real database."""

from datetime import UTC, datetime

import pytest
from services.tendering.tests.integration.diary.test_api import a_large_contract
from services.tendering.tests.integration.line import V1, Json, Line, at, done
from services.tendering.tests.integration.supply_chain.test_supply_chain import payment, posted, pounds

from events.tendering import AuthorityDutiesWritten, AuthorityDutyOverdue, PaymentsNoticePublished

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
    assert [(it.tier, it.payments_made, it.average_days) for it in told[0].tiers][:1] == [(1, 1, "30.0000")]
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


async def half_years(line: Line, when: datetime, state: str | None = None) -> Json:
    """What the calendar of the authority holds of them."""
    asked = {"buyer_id": str(line.council)} | ({} if state is None else {"state": state})
    rows = done(await line.public.get(f"{V1}/calendar", params=asked, headers=at(when)))["items"]
    return [(each["about"], each["due"], each["state"]) for each in rows if each["subject"] == "authority"]


async def paid_under(line: Line, contract: Json) -> None:
    """One invoice of the half-year to September 2027, paid in it."""
    bill = {"reference": "A", "amount": pounds("50.00"), "received_on": "2027-05-01", "contract_id": contract["id"]}
    await posted(line.buyer, "invoices", bill | {"payee_id": str(line.trust)})
    await posted(line.buyer, "payments", payment("1", "50.00", invoice="A"))


async def test_a_half_year_with_a_payment_stands_in_the_calendar_until_its_notice(line: Line) -> None:
    await paid_under(line, await a_large_contract(line))
    for _ in range(2):
        await line.service.due(DUE)
    half = ("April 2027 to September 2027", "2027-10-29")
    assert await half_years(line, DUE) == [(*half, "due")]
    for _ in range(2):
        await line.service.due(OVERDUE)
    assert await half_years(line, OVERDUE) == [(*half, "overdue")]
    late = [each for each in await line.service.emitted() if isinstance(each, AuthorityDutyOverdue)]
    assert [(each.code, each.about) for each in late] == [("UK17", half[0])]
    done(await line.buyer.post(PATH, json=SAID, headers=at(OVERDUE)), 201)
    assert (await half_years(line, OVERDUE), await half_years(line, OVERDUE, "met_late")) == ([], [(*half, "met_late")])
    told = [each for each in await line.service.emitted() if isinstance(each, AuthorityDutiesWritten)]
    assert [[duty.met_on for duty in each.duties] for each in told] == [[None], [OVERDUE.date()]]


async def test_payments_under_a_contract_below_the_threshold_owe_no_notice(line: Line) -> None:
    await paid_under(line, await line.signed())
    await line.service.due(OVERDUE)
    assert await half_years(line, OVERDUE) == []
