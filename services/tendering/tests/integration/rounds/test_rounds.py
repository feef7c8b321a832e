"""An open framework awarded anew, over HTTP, on a real database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from services.tendering.tests.builders import NOW, at, pounds
from services.tendering.tests.integration.call_offs.framework import AGREED, PRICE_ONLY, UnderFramework
from services.tendering.tests.integration.line import V1, Json, Line, done, heard

from events.tendering import NoticePublished
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
OPEN = {"is_open": True}
LARGE = "900000.00"
LATER = datetime(2027, 1, 11, 9, tzinfo=UTC)
CLOSES = datetime(2027, 2, 22, 12, tzinfo=UTC)
AWARDED = CLOSES + timedelta(days=1)
SIGNED = CLOSES + timedelta(days=40)
TERM = {"starts_on": "2027-04-03", "ends_on": "2030-10-31"}


@pytest.fixture
def under(line: Line) -> UnderFramework:
    return UnderFramework(line)


def anew(under: UnderFramework, **changes: Any) -> Json:
    """Another round of the framework on the same terms."""
    lot = {"title": "Outreach", "value": pounds(LARGE), **TERM}
    kept = {name: under.notice[name] for name in ("title", "description", "category", "cpv")}
    terms = {"procedure": "open", "regime": "full", "criteria": PRICE_ONLY, "framework": AGREED | OPEN}
    return {
        **kept,
        **terms,
        "lots": [lot],
        "closes_at": CLOSES.isoformat(),
        "reopens_id": under.notice["id"],
        **changes,
    }


async def reopened(under: UnderFramework, **changes: Any) -> httpx.Response:
    """Ask to publish another round."""
    buyer = under.line.buyer
    draft = done(await buyer.post(f"{V1}/notices", json=anew(under, **changes), headers=at(LATER)), 201)
    return await buyer.post(f"{V1}/notices/{draft['id']}/reopening", headers=at(LATER))


async def rounds(under: UnderFramework, when: datetime = SIGNED) -> Json:
    return done(await under.line.public.get(f"{under.path}/rounds", headers=at(when)))


async def signed_anew(under: UnderFramework, notice: Json) -> None:
    """The award of the round to all who bid, and their signatures."""
    buyer, line = under.line.buyer, under.line
    path = f"{V1}/notices/{notice['id']}/seats"
    made = done(await buyer.post(path, json={"reason": "By the criteria."}, headers=at(AWARDED)), 201)["awards"]
    for award in made:
        by = line.provider if award["supplier_id"] == str(line.trust) else line.competitor
        path = f"{V1}/awards/{award['id']}/contract"
        contract = done(await buyer.post(path, json=TERM, headers=at(AWARDED)), 201)
        done(await by.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(SIGNED)))


async def seats_of(under: UnderFramework, notice: Json) -> list[tuple[str, str]]:
    lots = done(await under.line.public.get(f"{V1}/notices/{notice['id']}/seats"))["lots"]
    return [(seat["supplier_id"], seat["ends_on"]) for seat in lots[0]["seats"]]


async def test_the_seats_of_a_new_round_replace_those_before_on_the_day_on_which_it_is_awarded(
    under: UnderFramework,
) -> None:
    line = under.line
    await under.signed(LARGE, **OPEN)
    notice = done(await reopened(under))
    published = [each.notice for each in await line.service.emitted() if isinstance(each, NoticePublished)]
    assert [str(each.prior_id) for each in published] == ["None", under.notice["id"]]
    kept = {"bid_id": (await earlier_bid(under))}
    receipt = done(
        await line.provider.post(f"{V1}/notices/{notice['id']}/kept-bids", json=kept, headers=at(LATER)), 201
    )
    await line.bid(notice, by=line.competitor, price="39000.00", when=LATER)
    assert [end for _, end in await seats_of(under, under.notice)] == ["2030-10-31"] * 2
    await signed_anew(under, notice)
    assert await seats_of(under, notice) == [(str(line.rival), "2030-10-31"), (str(line.trust), "2030-10-31")]
    assert [end for _, end in await seats_of(under, under.notice)] == ["2027-04-02"] * 2
    assert receipt["id"] != kept["bid_id"]
    expired = await under.drafted(when=SIGNED, closes_at="2027-05-01T12:00:00Z")
    assert (expired.status_code, "Expired" in expired.text) == (409, True)
    told = await rounds(under)
    assert (told["first_id"], told["ends_on"]) == (under.notice["id"], "2030-10-31")
    assert [(each["suppliers"], each["replaced_on"], each["next_due_on"]) for each in told["rounds"]] == [
        (2, "2027-04-03", "2029-11-15"),
        (2, None, None),
    ]


async def earlier_bid(under: UnderFramework) -> str:
    """The bid by which the trust is on the framework."""
    found = done(await under.line.provider.get(f"{under.path}/bids"))["items"]
    return str(found[0]["id"])


async def test_an_earlier_bid_stands_word_for_word_and_may_be_replaced(under: UnderFramework) -> None:
    line = under.line
    await under.signed(LARGE, **OPEN)
    notice = done(await reopened(under))
    path, kept = f"{V1}/notices/{notice['id']}", {"bid_id": await earlier_bid(under)}
    bid = done(await line.provider.post(f"{path}/kept-bids", json=kept, headers=at(LATER)), 201)
    again = await line.provider.post(f"{path}/kept-bids", json=kept, headers=at(LATER))
    assert again.status_code == 409, again.text
    offers = [{"lot_id": notice["lots"][0]["id"], "price": pounds("38000.00")}]
    better = {"offers": offers, "proposal": "Cheaper.", "documents": []}
    shown = done(await line.provider.get(f"{V1}/bids/{bid['id']}", headers=at(LATER)))
    assert shown["envelope"]["offers"][0]["price"]["amount"] == "40000.00"
    done(await line.provider.put(f"{V1}/bids/{bid['id']}", json=better, headers=at(LATER)))
    late = await line.provider.post(f"{path}/kept-bids", json=kept, headers=at(AWARDED))
    assert (late.status_code, "deadline" in late.text) == (409, True)


async def test_nobody_keeps_anothers_bid_nor_one_for_something_else(under: UnderFramework) -> None:
    line = under.line
    await under.signed(LARGE, **OPEN)
    notice, kept = done(await reopened(under)), {"bid_id": await earlier_bid(under)}
    path = f"{V1}/notices/{notice['id']}/kept-bids"
    assert (await line.competitor.post(path, json=kept, headers=at(LATER))).status_code == 404
    elsewhere = f"{V1}/notices/{under.notice['id']}/kept-bids"
    assert (await line.provider.post(elsewhere, json=kept, headers=at(NOW))).status_code == 409


async def test_no_round_moves_the_end_of_the_whole_and_the_decision_says_so(under: UnderFramework) -> None:
    await under.signed(LARGE, **OPEN)
    longer = [{"title": "Outreach", "value": pounds(LARGE), **TERM, "ends_on": "2030-11-01"}]
    refused = await reopened(under, lots=longer)
    assert (refused.status_code, "2030-10-31" in refused.text) == (409, True)
    assert refused.json()["decision"]["rule"] == "framework.open"


async def test_a_round_is_published_by_reopening_and_nothing_else_is(under: UnderFramework) -> None:
    line = under.line
    await under.awarded(LARGE, **OPEN)
    unsigned = await reopened(under)
    assert (unsigned.status_code, "not awarded yet" in unsigned.text) == (409, True)
    draft = done(await line.buyer.post(f"{V1}/notices", json=anew(under), headers=at(LATER)), 201)
    published = await line.buyer.post(f"{V1}/notices/{draft['id']}/publish", headers=at(LATER))
    assert published.status_code == 409
    plain = await line.draft()
    refused = await line.buyer.post(f"{V1}/notices/{plain['id']}/reopening", headers=at(NOW))
    assert refused.status_code == 409


async def test_only_the_first_notice_of_ones_own_open_framework_is_awarded_anew(under: UnderFramework) -> None:
    line = under.line
    await under.awarded(LARGE)
    closed = await reopened(under)
    assert (closed.status_code, "began" in closed.text) == (409, True)
    assert (await line.public.get(f"{under.path}/rounds")).status_code == 404
    await line.knows(other := new_id(), "Southbridge Council", "buyer")
    buyer = line.service.client("commissioner", organisation=other)
    await under.signed(LARGE, **OPEN)
    draft = done(await buyer.post(f"{V1}/notices", json=anew(under), headers=at(LATER)), 201)
    foreign = await buyer.post(f"{V1}/notices/{draft['id']}/reopening", headers=at(LATER))
    assert (foreign.status_code, "of yours" in foreign.text) == (409, True)
    unknown = await reopened(under, reopens_id=str(new_id()))
    assert unknown.status_code == 404


async def test_a_draft_owes_no_round_whatever_it_names(line: Line) -> None:
    endless: dict[str, Any] = {"lots": []}
    astray: dict[str, Any] = {"reopens_id": str(new_id())}
    for terms in (endless, astray):
        draft = await line.draft(framework=AGREED | OPEN, **terms)
        path = f"{V1}/notices/{draft['id']}/obligations"
        shown = done(await line.buyer.get(path, headers=at(NOW)))
        assert "framework_reopening" not in {each["code"] for each in shown["duties"]}


async def test_the_calendar_says_by_when_another_round_is_due_and_that_it_came(under: UnderFramework) -> None:
    line = under.line
    await under.signed(LARGE, **OPEN)
    await heard(line)
    overdue = datetime(2029, 11, 16, 9, tzinfo=UTC)
    assert await reopening_duty(under, overdue) == ("2029-11-15", "overdue")
    notice = done(await reopened(under))
    await line.bid(notice, when=LATER)
    await line.bid(notice, by=line.competitor, when=LATER)
    await signed_anew(under, notice)
    await heard(line)
    assert await reopening_duty(under, overdue) is None
    shown = done(await line.public.get(f"{under.path}/obligations", headers=at(overdue)))
    assert [each["state"] for each in shown["duties"] if each["code"] == "framework_reopening"] == ["met"]


async def reopening_duty(under: UnderFramework, when: datetime) -> tuple[str, str] | None:
    asked = {"buyer_id": str(under.line.council)}
    items = done(await under.line.public.get(f"{V1}/calendar", params=asked, headers=at(when)))["items"]
    return next(((each["due"], each["state"]) for each in items if each["code"] == "framework_reopening"), None)


async def test_a_reason_for_a_longer_framework_is_in_the_notice(line: Line) -> None:
    lot = {"title": "Trains", "value": pounds(LARGE), "starts_on": "2026-11-01", "ends_on": "2040-10-31"}
    said = AGREED | {"longer_because": "Trains last thirty years."}
    refused = await line.draft(lots=[lot], criteria=PRICE_ONLY, framework=AGREED)
    answer = await line.buyer.post(f"{V1}/notices/{refused['id']}/publish", headers=at(NOW))
    assert (answer.status_code, answer.json()["decision"]["rule"]) == (409, "uk_pa2023_full.framework")
    notice = await line.published(lots=[lot], criteria=PRICE_ONLY, framework=said)
    assert notice["framework"]["longer_because"] == said["longer_because"]
