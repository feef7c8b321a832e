"""Drafts over HTTP: their bidder's alone, and gone once they are a bid."""

from hashlib import sha256

import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, INSTANT, NOW, at, bid_body, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.quorum import a_quorum
from sqlalchemy import text

pytestmark = pytest.mark.integration


def draft_of(notice: Json) -> str:
    return f"{V1}/notices/{notice['id']}/draft"


async def test_half_a_bid_is_kept_changed_and_read_again(line: Line) -> None:
    notice = await line.published()
    path, lot = draft_of(notice), notice["lots"][0]["id"]
    begun = done(await line.provider.put(path, json={"proposal": "Homes first."}, headers=at(NOW)))
    assert (begun["version"], begun["contents"]["offers"]) == (1, [])
    staffing = {"full_time_equivalents": 2.5, "hours_per_week": 37.5, "weeks_per_year": 52, "years": 3}
    more = {"offers": [{"lot_id": lot, "price": pounds("85000.00"), "staffing": staffing}]}
    done(await line.provider.put(path, json=more, headers=at(NOW)))
    read = done(await line.provider.get(path, headers=at(AFTERWARDS)))
    assert (read["version"], read["contents"]["proposal"]) == (2, None)
    [offer] = read["contents"]["offers"]
    assert {name: offer[name] for name in more["offers"][0]} == more["offers"][0]


async def test_whoever_read_an_older_draft_changes_nothing(line: Line) -> None:
    notice = await line.published()
    path = draft_of(notice)
    for proposal in ("One.", "Two."):
        done(await line.provider.put(path, json={"proposal": proposal}, headers=at(NOW)))
    stale = await line.provider.put(path, json={"proposal": "Three."}, headers=at(NOW) | {"If-Match": '"1"'})
    assert stale.status_code == 412
    assert done(await line.provider.get(path))["contents"]["proposal"] == "Two."


async def test_whoever_had_read_a_draft_that_is_gone_begins_no_other(line: Line) -> None:
    notice = await line.published()
    path = draft_of(notice)
    done(await line.provider.put(path, json={"proposal": "One."}, headers=at(NOW)))
    assert (await line.provider.post(f"{path}/discard", headers=at(NOW))).status_code == 204
    gone = await line.provider.put(path, json={"proposal": "Two."}, headers=at(NOW) | {"If-Match": '"1"'})
    assert gone.status_code == 412


async def test_a_draft_is_its_bidders_alone_and_no_event_tells_of_it(line: Line) -> None:
    notice = await line.published()
    before = await line.service.emitted()
    done(await line.provider.put(draft_of(notice), json=bid_body(notice), headers=at(NOW)))
    for when in (NOW, AFTERWARDS):
        assert (await line.competitor.get(draft_of(notice), headers=at(when))).status_code == 404
        for reader in (line.buyer, line.auditor):
            assert (await reader.get(draft_of(notice), headers=at(when))).status_code == 403
    assert (await line.public.get(draft_of(notice))).status_code == 401
    await line.service.due(AFTERWARDS)
    assert await line.service.emitted() == before
    assert done(await line.auditor.get(f"{V1}/notices/{notice['id']}/bids", headers=at(AFTERWARDS)))["items"] == []


async def test_the_database_shows_nothing_of_a_draft(line: Line) -> None:
    notice = await line.published()
    done(await line.provider.put(draft_of(notice), json=bid_body(notice, "98765.43"), headers=at(NOW)))
    async with line.service.sessions() as session:
        kept = await session.scalar(text("select kept from bid_drafts"))
    for planted in (b"98765.43", b"Homes first", b"offers"):
        assert planted not in kept


async def test_a_draft_is_submitted_as_it_was_written_and_is_gone(line: Line) -> None:
    notice = await line.published()
    written = b'{"proposal": "Homes first.", "offers": [{"lot_id": "%s", "price": {"amount": "1.00"}}]}' % (
        notice["lots"][0]["id"].encode()
    )
    headers = at(NOW) | {"Content-Type": "application/json"}
    done(await line.provider.put(draft_of(notice), content=written, headers=headers))
    receipt = done(await line.provider.post(f"{draft_of(notice)}/submit", headers=at(DEADLINE)), 201)
    assert receipt["commitment"] == sha256(written).hexdigest()
    bid = done(await line.provider.get(f"{V1}/bids/{receipt['id']}"))
    assert bid["envelope"]["offers"][0]["price"] == pounds("1.00")
    assert (await line.provider.get(draft_of(notice))).status_code == 404


async def test_where_bids_are_sealed_the_server_seals_a_draft_and_says_so(line: Line) -> None:
    notice = await (await a_quorum(line)).sealed_notice(line)
    done(await line.provider.put(draft_of(notice), json=bid_body(notice), headers=at(NOW)))
    receipt = done(await line.provider.post(f"{draft_of(notice)}/submit", headers=at(NOW)), 201)
    assert receipt["sealed"]["sealed_by"] == "server"


async def test_half_a_bid_is_not_submitted_and_a_late_draft_stays_where_it_is(line: Line) -> None:
    notice = await line.published()
    submit = f"{draft_of(notice)}/submit"
    done(await line.provider.put(draft_of(notice), json={"proposal": "Homes first."}, headers=at(NOW)))
    half = await line.provider.post(submit, headers=at(NOW))
    assert (half.status_code, half.json()["errors"][0]["path"]) == (422, "/offers")
    done(await line.provider.put(draft_of(notice), json=bid_body(notice), headers=at(NOW)))
    late = at(DEADLINE + INSTANT)
    assert (await line.provider.post(submit, headers=late)).status_code == 409
    assert (await line.provider.put(draft_of(notice), json={}, headers=late)).status_code == 409
    assert done(await line.provider.get(draft_of(notice)))["version"] == 2
    attempts = done(await line.provider.get(f"{V1}/notices/{notice['id']}/late-attempts", headers=late))["items"]
    assert len(attempts) == 1


async def test_a_draft_is_discarded(line: Line) -> None:
    notice = await line.published()
    done(await line.provider.put(draft_of(notice), json={}, headers=at(NOW)))
    assert (await line.provider.post(f"{draft_of(notice)}/discard")).status_code == 204
    for method, path in (("GET", ""), ("POST", "/discard"), ("POST", "/submit")):
        answer = await line.provider.request(method, f"{draft_of(notice)}{path}", headers=at(NOW))
        assert answer.status_code == 404
