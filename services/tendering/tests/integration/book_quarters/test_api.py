"""Open books by quarter over HTTP, on a real database."""

from datetime import UTC, datetime
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.line import V1, Json, Line, done, heard

from events.tendering import BookQuarterReturned, BookRiskStated, DutyOverdue

pytestmark = pytest.mark.integration
IN_TIME, LATER, SUMMER = (datetime(2027, month, 10, 9, tzinfo=UTC) for month in (3, 4, 6))
NOTHING = dict.fromkeys(("subcontracts", "materials", "overheads", "group_recharges", "finance"), "0.00")


def a_quarter(**changes: Any) -> dict[str, Any]:
    body = {
        "first": "2026-12-01",
        "last": "2027-02-28",
        "charges": "50000.00",
        "costs": {"pay": "45000.00", **NOTHING},
        "margin": "5000.00",
    }
    return body | changes


async def opened(line: Line, risk: str | None = "high") -> tuple[Json, str]:
    """A contract that another one opens, with the risk that its buyer states on the day it begins."""
    contract = await line.signed()
    await line.signed()
    path = f"{V1}/contracts/{contract['id']}/open-book"
    if risk is not None:
        body = {"risk": risk, "because": "Rents follow prices."}
        done(await line.buyer.post(f"{path}/risks", json=body, headers=at(AFTERWARDS)), 201)
    return contract, path


async def test_three_of_ninety_thousand_to_one_provider_open_each_others_books_in_the_calendar(line: Line) -> None:
    term = {"starts_on": "2026-12-01", "ends_on": "2027-11-30"}
    for count in (1, 2, 3):
        notice = await line.published()
        bid = await line.bid(notice, price="45000.00")
        body = {"bid_id": bid["id"], "lot_ids": [lot["id"] for lot in notice["lots"]], "reason": "The best bid."}
        award = done(
            await line.buyer.post(f"{V1}/notices/{notice['id']}/awards", json=body, headers=at(AFTERWARDS)), 201
        )
        made = await line.buyer.post(f"{V1}/awards/{award['id']}/contract", json=term, headers=at(AFTERWARDS))
        path = f"{V1}/contracts/{done(made, 201)['id']}"
        done(await line.provider.post(f"{path}/sign", headers=at(AFTERWARDS)))
        book = done(await line.public.get(f"{path}/open-book", headers=at(AFTERWARDS)))
        assert (book["value"], book["is_open"], book["aggregate"]) == ("90000.00", count == 3, f"{count * 90000}.00")
    await heard(line)
    asked = {"buyer_id": str(line.council), "state": "due"}
    items = done(await line.public.get(f"{V1}/calendar", params=asked, headers=at(AFTERWARDS)))["items"]
    assert [each["due"] for each in items if each["code"] == "open_book_return"] == ["2027-12-30"] * 3


async def test_the_tier_says_whether_quarters_are_owed_and_by_when(line: Line) -> None:
    _, path = await opened(line)
    book = done(await line.public.get(path, headers=at(AFTERWARDS)))
    assert (book["depth"]["tier"], book["depth"]["by_quarter"], book["depth"]["by_posting"]) == (2, True, False)
    assert (book["next_quarter_due_on"], book["quarter_is_overdue"]) == ("2027-03-30", False)
    assert done(await line.public.get(path, headers=at(LATER)))["quarter_is_overdue"]
    [told] = [each for each in await line.service.emitted() if isinstance(each, BookRiskStated)]
    assert (told.risk, told.tier) == ("high", 2)


async def test_a_shallow_book_owes_no_quarter_but_may_tell_one(line: Line) -> None:
    _, path = await opened(line, risk=None)
    shown = done(await line.public.get(f"{path}/quarters", headers=at(LATER)))
    assert (shown["depth"]["tier"], shown["due"]) == (1, [])
    told = done(await line.provider.post(f"{path}/quarters", json=a_quarter(), headers=at(LATER)), 201)
    assert [each["reconciles"] for each in told["returns"]] == [True]


async def test_quarters_stand_in_the_calendar_until_they_are_returned(line: Line) -> None:
    contract, path = await opened(line)
    await heard(line)
    assert [each["due"] for each in await quarters_owed(line, "due")] == [
        "2027-03-30", "2027-06-30", "2027-09-30", "2027-12-30",
    ]  # fmt: skip
    done(await line.provider.post(f"{path}/quarters", json=a_quarter(), headers=at(IN_TIME)), 201)
    await heard(line)
    await line.service.due(datetime(2027, 7, 1, 9, tzinfo=UTC))
    assert [each["met_on"] for each in await quarters_owed(line, "met")] == ["2027-03-10"]
    overdue = [each for each in await line.service.emitted() if isinstance(each, DutyOverdue)]
    missed = [each.due.isoformat() for each in overdue if each.code == "open_book_quarter"]
    assert (missed, {str(each.notice_id) for each in overdue}) == (["2027-06-30"], {contract["notice_id"]})


async def quarters_owed(line: Line, state: str) -> list[Json]:
    asked = {"buyer_id": str(line.council), "state": state}
    items = done(await line.public.get(f"{V1}/calendar", params=asked, headers=at(IN_TIME)))["items"]
    return [each for each in items if each["code"] == "open_book_quarter"]


async def test_withheld_lines_are_for_the_parties_until_their_day(line: Line) -> None:
    _, path = await opened(line)
    why = {"ground": "sensitive_commercial", "explanation": "It tells its price.", "until": "2027-12-31"}
    body = a_quarter(withheld=[{"line": "pay", **why}, {"line": "finance", **why}])
    done(await line.provider.post(f"{path}/quarters", json=body, headers=at(IN_TIME)), 201)
    for reader, day, pay in (
        (line.public, IN_TIME, None),
        (line.competitor, IN_TIME, None),
        (line.buyer, IN_TIME, "45000.00"),
        (line.auditor, IN_TIME, "45000.00"),
        (line.public, datetime(2028, 1, 1, 9, tzinfo=UTC), "45000.00"),
    ):
        [told] = done(await reader.get(f"{path}/quarters", headers=at(day)))["returns"]
        assert (told["costs"]["pay"], told["costs"]["total"]) == (pay, "45000.00")
    for lines in (
        [{"line": "pay", **why}],
        [{"line": "pay", **why}, {"line": "finance", **why, "until": "2027-01-01"}],
    ):
        body = a_quarter(first="2027-03-01", last="2027-05-31", withheld=lines)
        refused = await line.provider.post(f"{path}/quarters", json=body, headers=at(SUMMER))
        assert refused.status_code == 422


async def test_a_year_must_agree_with_its_quarters_and_hides_what_they_hide(line: Line) -> None:
    _, path = await opened(line)
    why = {"ground": "sensitive_commercial", "explanation": "It tells its price.", "until": "2029-12-31"}
    done_on = datetime(2027, 12, 10, 9, tzinfo=UTC)
    days = (
        ["2026-12-01", "2027-03-01", "2027-06-01", "2027-09-01"],
        ["2027-02-28", "2027-05-31", "2027-08-31", "2027-11-30"],
    )
    for first, last in zip(*days, strict=True):
        hidden = [{"line": "pay", **why}, {"line": "finance", **why}] if first == "2027-03-01" else []
        body = a_quarter(first=first, last=last, withheld=hidden)
        done(await line.provider.post(f"{path}/quarters", json=body, headers=at(done_on)), 201)
    year = {
        "first": "2026-12-01", "last": "2027-11-30", "charges": "200000.00", "margin": "20000.00", "margin_bid_pct": 10,
        "costs": {"pay": "180000.01", **NOTHING},
        "staff": [{"name": "Trust", "headcount": 5, "lowest_hourly": "13.60"}],
    }  # fmt: skip
    refused = await line.provider.post(f"{path}/returns", json=year, headers=at(done_on))
    assert (refused.status_code, "pay by 0.01" in refused.json()["detail"]) == (409, True)
    year["costs"] = {"pay": "180000.00", **NOTHING}
    told = done(await line.provider.post(f"{path}/returns", json=year, headers=at(done_on)), 201)
    assert (told["returns"][0]["apart_from_quarters"], told["returns"][0]["costs"]["pay"]) == ({}, "180000.00")
    public = done(await line.public.get(path, headers=at(done_on)))["returns"][0]
    assert (public["costs"]["pay"], public["costs"]["materials"]) == (None, "0.00")


async def test_a_quarter_is_corrected_by_name_and_the_first_one_stays_on_record(line: Line) -> None:
    _, path = await opened(line)
    first = done(await line.provider.post(f"{path}/quarters", json=a_quarter(), headers=at(LATER)), 201)
    again = await line.provider.post(f"{path}/quarters", json=a_quarter(), headers=at(LATER))
    assert again.status_code == 409
    change = {"replaces": first["returns"][0]["id"], "because": "A bill came late.", "margin": "4900.00"}
    told = done(await line.provider.post(f"{path}/quarters", json=a_quarter(**change), headers=at(LATER)), 201)
    assert [(each["is_replaced"], each["margin"]) for each in told["returns"]] == [
        (True, "5000.00"),
        (False, "4900.00"),
    ]
    events = [each for each in await line.service.emitted() if isinstance(each, BookQuarterReturned)]
    assert [(each.late, each.replaces is None) for each in events] == [(True, True), (False, False)]


async def test_only_the_parties_speak_of_a_book(line: Line) -> None:
    _, path = await opened(line)
    assert (await line.competitor.post(f"{path}/quarters", json=a_quarter(), headers=at(LATER))).status_code == 404
    assert (await line.buyer.post(f"{path}/quarters", json=a_quarter(), headers=at(LATER))).status_code == 403
    body = {"risk": "low", "because": "So."}
    assert (await line.provider.post(f"{path}/risks", json=body)).status_code == 403
    unfinished = await line.provider.post(f"{path}/quarters", json=a_quarter(), headers=at(AFTERWARDS))
    assert (unfinished.status_code, unfinished.json()["errors"][0]["path"]) == (422, "/last")


async def test_a_closed_book_with_a_pay_index_tells_by_when_the_uplift_is_due(line: Line) -> None:
    award = await line.awarded()
    term = {"starts_on": "2026-12-01", "ends_on": "2029-11-30", "pay_index": "the NJC pay award"}
    made = await line.buyer.post(f"{V1}/awards/{award['id']}/contract", json=term, headers=at(AFTERWARDS))
    contract = done(made, 201)
    done(await line.provider.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(AFTERWARDS)))
    book = done(await line.public.get(f"{V1}/contracts/{contract['id']}/open-book", headers=at(AFTERWARDS)))
    assert (book["is_open"], book["next_due_on"], book["uplift_due_on"]) == (False, None, "2027-12-31")
    await heard(line)
    asked = {"buyer_id": str(line.council), "state": "overdue"}
    items = done(await line.public.get(f"{V1}/calendar", params=asked, headers=at(datetime(2028, 1, 2, 9, tzinfo=UTC))))
    assert [each["due"] for each in items["items"] if each["code"] == "pay_uplift"] == ["2027-12-31"]
