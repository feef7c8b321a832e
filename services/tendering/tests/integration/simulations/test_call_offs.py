"""What a mini-competition would come to is what it comes to; over HTTP, on a real database."""

from typing import Any

import pytest
from services.tendering.tests.builders import at, pounds
from services.tendering.tests.integration.call_offs.framework import DECIDED, RUNNING, UnderFramework
from services.tendering.tests.integration.line import V1, Json, Line, done

from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
PATH = f"{V1}/simulations"
PRICES = [("40000.00", "50000.00"), ("61000.00", "48000.00"), ("30000.00", "30000.00")]


@pytest.fixture
async def under(line: Line) -> UnderFramework:
    under = UnderFramework(line)
    await under.signed()
    return under


async def asked(under: UnderFramework, by: Any = None, **said: Any) -> Any:
    body = {"notice_id": under.notice["id"], "call_off": {"lot_id": under.lot, **said.pop("call_off", {})}, **said}
    return await (by or under.line.buyer).post(PATH, json=body, headers=at(RUNNING))


async def seated_bids(under: UnderFramework) -> dict[str, str]:
    """The bid by which each supplier is on the framework."""
    found = done(await under.line.auditor.get(f"{under.path}/bids", headers=at(RUNNING)))["items"]
    return {each["bidder_id"]: each["id"] for each in found}


def told(course: Json, bidders: dict[str, str]) -> Json:
    """A course without the names of its bids and lots: where each bidder stands, and who wins."""
    [lot] = course["lots"]
    lines = {
        part: [{**line, "bid_id": bidders[line["bid_id"]]} for line in lot[part]]
        for part in ("bids", "table", "if_kept")
    }
    winners = [bidders[bid] for bid in course["allocation"]["winners"].values()]
    return lot["status"], lot["panels"], lines, winners


@pytest.mark.parametrize(("first", "second"), PRICES)
async def test_a_simulated_call_off_comes_to_what_the_real_one_comes_to(
    under: UnderFramework, first: str, second: str
) -> None:
    line, seats = under.line, await seated_bids(under)
    offers = {str(line.trust): first, str(line.rival): second}
    prices = [{"bid_id": seats[each], "lot_id": under.lot, "price": pounds(price)} for each, price in offers.items()]
    before = len(await line.service.emitted())
    supposed = done(await asked(under, prices=prices))
    assert (supposed["real"], len(await line.service.emitted())) == (None, before)
    notice = await under.invited()
    made = {
        (await line.bid(notice, by=line.provider, price=first, when=RUNNING))["id"]: str(line.trust),
        (await line.bid(notice, by=line.competitor, price=second, when=RUNNING))["id"]: str(line.rival),
    }
    went = done(await line.buyer.post(PATH, json={"notice_id": notice["id"]}, headers=at(DECIDED)))["real"]
    assert told(supposed["supposed"], {bid: bidder for bidder, bid in seats.items()}) == told(went, made)


async def test_without_other_prices_everybody_bids_as_for_its_seat(under: UnderFramework) -> None:
    course = done(await asked(under))["supposed"]
    seats = await seated_bids(under)
    assert course["allocation"]["winners"] == {under.lot: seats[str(under.line.trust)]}
    assert [line["points"]["Price"] for line in course["lots"][0]["table"]] == [100, 80]


async def test_whoever_is_not_on_the_framework_any_more_is_not_supposed_to_bid(under: UnderFramework) -> None:
    line, seats = under.line, await seated_bids(under)
    found = done(await line.buyer.get(f"{V1}/contracts", params={"supplier_id": str(line.trust)}))["items"]
    ended = {"outcome": "terminated", "reason": "It asked for it."}
    path = f"{V1}/contracts/{found[0]['id']}/end"
    done(await line.buyer.post(path, json=ended, headers=at(RUNNING)))
    course = done(await asked(under))["supposed"]
    assert course["allocation"]["winners"] == {under.lot: seats[str(line.rival)]}


async def test_what_no_call_off_could_be_is_refused(under: UnderFramework) -> None:
    charm = [{"name": "Charm", "kind": "quality", "weight": 100}]
    half = [{"name": "Price", "kind": "price", "weight": 50}]
    for said, status in (
        ({"call_off": {"criteria": charm}}, 409),
        ({"call_off": {"criteria": half}}, 409),
        ({"call_off": {"lot_id": str(new_id())}}, 404),
        ({"lot_limit": {"lots": ["North"], "maximum": 1}}, 422),
        ({"left_out": [str(new_id())]}, 422),
    ):
        answer = await asked(under, **said)
        assert answer.status_code == status, (said, answer.text)
    plain = await under.line.published()
    body = {"notice_id": plain["id"], "call_off": {"lot_id": plain["lots"][0]["id"]}}
    assert (await under.line.buyer.post(PATH, json=body, headers=at(DECIDED))).status_code == 409


async def test_an_authority_that_the_framework_names_may_ask_and_no_other(line: Line) -> None:
    under, named, other = UnderFramework(line), new_id(), new_id()
    for each in (named, other):
        await line.knows(each, "Southbridge Council", "buyer")
    await under.signed(buyers=[str(named)])
    statuses = [
        (await asked(under, by=line.service.client("commissioner", organisation=each))).status_code
        for each in (named, other)
    ]
    assert statuses == [200, 404]
