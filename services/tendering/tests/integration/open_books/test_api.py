"""Open books over HTTP, on a real database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import BookOverdue, BookReturned

pytestmark = pytest.mark.integration
LATER = datetime(2028, 3, 1, 9, tzinfo=UTC)
NOTHING = dict.fromkeys(("subcontracts", "materials", "overheads", "group_recharges", "finance"), "0.00")


def a_year(**changes: Any) -> dict[str, Any]:
    body = {
        "first": "2026-12-01",
        "last": "2027-11-30",
        "charges": "170000.00",
        "costs": {"pay": "160000.00", **NOTHING},
        "margin": "10000.00",
        "margin_bid_pct": 4.5,
        "staff": [{"name": "Trust", "headcount": 5, "lowest_hourly": "12.80"}],
    }
    return body | changes


async def test_two_contracts_of_one_provider_open_each_others_books(line: Line) -> None:
    first = await line.signed()
    path = f"{V1}/contracts/{first['id']}/open-book"
    alone = done(await line.public.get(path, headers=at(AFTERWARDS)))
    assert (alone["is_open"], alone["value"], alone["next_due_on"]) == (False, "170000.00", None)
    await line.signed()
    both = done(await line.public.get(path, headers=at(AFTERWARDS)))
    assert (both["by_value"], both["by_aggregate"], both["aggregate"]) == (False, True, "340000.00")
    assert (both["next_due_on"], both["is_overdue"]) == ("2027-12-30", False)


async def test_a_return_shows_whether_it_adds_up_and_whether_pay_is_fair(line: Line) -> None:
    contract = await line.signed()
    await line.signed()
    path = f"{V1}/contracts/{contract['id']}/open-book"
    assert done(await line.public.get(path, headers=at(LATER)))["is_overdue"]
    book = done(await line.provider.post(f"{path}/returns", json=a_year(), headers=at(LATER)), 201)
    [told] = book["returns"]
    assert (told["reconciles"], told["pays_fairly"], told["difference"]) == (True, False, "0.00")
    assert (told["margin_above_bid_pct"], told["staff"][0]["uplifted"]) == (1.3824, None)
    assert (book["next_due_on"], book["is_overdue"]) == (None, False)
    *_, event = await line.service.emitted()
    assert isinstance(event, BookReturned)
    assert (event.reconciles, event.pays_fairly, event.late) == (True, False, True)
    again = await line.provider.post(f"{path}/returns", json=a_year(), headers=at(LATER))
    assert again.status_code == 409


async def test_only_the_supplier_opens_its_book(line: Line) -> None:
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}/open-book/returns"
    assert (await line.competitor.post(path, json=a_year())).status_code == 404
    assert (await line.buyer.post(path, json=a_year())).status_code == 403
    backwards = await line.provider.post(path, json=a_year(last="2026-11-30"), headers=at(LATER))
    assert backwards.status_code == 422


async def test_a_contract_may_draw_the_line_elsewhere(line: Line) -> None:
    award = await line.awarded()
    pounds = {"amount": "169999.99", "currency": "GBP"}
    term = {"starts_on": "2026-12-01", "ends_on": "2027-11-30", "open_book_over": pounds}
    path = f"{V1}/awards/{award['id']}/contract"
    contract = done(await line.buyer.post(path, json=term, headers=at(AFTERWARDS)), 201)
    done(await line.provider.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(AFTERWARDS)))
    found = done(await line.public.get(f"{V1}/contracts/{contract['id']}/open-book"))
    assert (found["by_value"], found["threshold"]) == (True, "169999.99")


async def test_pay_rises_each_year_by_the_index_that_the_contract_names(line: Line) -> None:
    award = await line.awarded()
    term = {"starts_on": "2026-12-01", "ends_on": "2029-11-30", "pay_index": "the NJC pay award"}
    contract = done(
        await line.buyer.post(f"{V1}/awards/{award['id']}/contract", json=term, headers=at(AFTERWARDS)), 201
    )
    assert contract["pay_index"] == "the NJC pay award"
    done(await line.provider.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(AFTERWARDS)))
    path = f"{V1}/contracts/{contract['id']}/open-book/returns"
    done(await line.provider.post(path, json=a_year(), headers=at(LATER)), 201)
    staff = [{"name": "Trust", "headcount": 5, "lowest_hourly": "13.10"}]
    second = a_year(first="2027-12-01", last="2028-11-30", staff=staff)
    headers = at(LATER + timedelta(days=365))
    unsaid = await line.provider.post(path, json=second, headers=headers)
    assert (unsaid.status_code, unsaid.json()["errors"][0]["path"]) == (422, "/index_rise_pct")
    book = done(await line.provider.post(path, json=second | {"index_rise_pct": 3.2}, headers=headers), 201)
    shown = [(each["index_rise_pct"], each["raises_pay"]) for each in book["returns"]]
    assert shown == [(None, None), (3.2, False)]
    *_, event = await line.service.emitted()
    assert isinstance(event, BookReturned)
    assert event.raises_pay is False


async def test_a_return_that_is_overdue_is_told_once_and_the_next_one_again(line: Line) -> None:
    contract = await line.signed()
    await line.signed()
    last_day = datetime(2027, 12, 30, 9, tzinfo=UTC)
    for days in (0, 1, 2, 2):
        await line.service.due(last_day + timedelta(days=days))
    told = [each for each in await line.service.emitted() if isinstance(each, BookOverdue)]
    assert [each.due_on.isoformat() for each in told] == ["2027-12-30"] * 2  # both contracts open each other's books
    assert contract["id"] in {str(each.entity) for each in told}


async def test_a_book_is_not_missed_before_its_contract_asks_for_it_or_after_it_was_returned(line: Line) -> None:
    alone = await line.signed()
    await line.service.due(LATER)
    path = f"{V1}/contracts/{alone['id']}/open-book/returns"
    done(await line.provider.post(path, json=a_year(), headers=at(LATER)), 201)
    await line.service.due(LATER + timedelta(days=900))
    assert not [each for each in await line.service.emitted() if isinstance(each, BookOverdue)]


async def test_of_a_contract_that_ended_before_it_began_no_return_is_owed(line: Line) -> None:
    ended, kept = await line.signed(), await line.signed()
    end = {"outcome": "terminated", "reason": "The lease fell through."}
    path = f"{V1}/contracts/{ended['id']}"
    told = done(await line.buyer.post(f"{path}/end", json=end, headers=at(AFTERWARDS)))
    assert told["ended_on"] < told["starts_on"]
    await line.service.due(LATER)
    missed = {str(each.entity) for each in await line.service.emitted() if isinstance(each, BookOverdue)}
    assert missed == {kept["id"]}
    assert done(await line.public.get(f"{path}/open-book", headers=at(LATER)))["next_due_on"] is None
