"""Documents of bids: named by digest, handed over by the bidder, shown with the open bid, never while anything ails."""

from hashlib import sha256
from typing import BinaryIO

import httpx
import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.quorum import a_quorum, sealed_body

from chassis.documents import EICAR, Health

pytestmark = pytest.mark.integration
PLAN = b"We begin with the vans."


async def handed_over(client: httpx.AsyncClient, content: bytes) -> Json:
    """What the service says of a file that it was given."""
    headers = {"Content-Type": "text/plain"}
    return done(await client.post(f"{V1}/documents", params={"name": "plan"}, content=content, headers=headers), 201)


def named(content: bytes) -> str:
    return sha256(content).hexdigest()


async def test_an_open_bid_shows_its_documents_and_which_are_still_to_come(line: Line) -> None:
    notice = await line.published()
    await handed_over(line.provider, PLAN)
    body = bid_body(notice, documents=[named(PLAN), "0" * 64])
    bid = done(await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW)), 201)
    path = f"{V1}/bids/{bid['id']}/documents"
    assert (await line.buyer.get(path, headers=at(NOW))).status_code == 404
    for reader in (line.buyer, line.auditor, line.provider):
        plan, missing = done(await reader.get(path, headers=at(AFTERWARDS)))["documents"]
        assert (plan["name"], plan["health"], missing["health"]) == ("plan", "unscanned", None)
        shown = await reader.get(f"{path}/{named(PLAN)}", headers=at(AFTERWARDS))
        assert (shown.status_code, shown.content) == (200, PLAN)
        assert (await reader.get(f"{path}/{'0' * 64}", headers=at(AFTERWARDS))).status_code == 404
    assert (await line.competitor.get(f"{path}/{named(PLAN)}", headers=at(AFTERWARDS))).status_code == 404


async def test_what_the_bid_does_not_name_is_not_shown_with_it(line: Line) -> None:
    notice = await line.published()
    bid = await line.bid(notice)
    await handed_over(line.provider, PLAN)
    path = f"{V1}/bids/{bid['id']}/documents/{named(PLAN)}"
    assert (await line.buyer.get(path, headers=at(AFTERWARDS))).status_code == 404


async def test_an_infected_document_is_not_submitted(line: Line) -> None:
    notice = await line.published()
    assert (await handed_over(line.provider, EICAR))["health"] == "infected"
    body = bid_body(notice, documents=["0" * 64, named(EICAR)])
    answer = await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW))
    assert (answer.status_code, answer.json()["errors"]) == (
        422,
        [{"path": "/documents/1", "detail": "This document is infected."}],
    )


async def test_a_document_in_quarantine_is_neither_submitted_nor_shown_until_it_is_clean(line: Line) -> None:
    verdicts = [Health.QUARANTINED]

    async def scanner(_: BinaryIO) -> Health:
        return verdicts[-1]

    line.service.app.state.scanner = scanner
    notice = await line.published()
    path, body = f"{V1}/notices/{notice['id']}/bids", bid_body(notice, documents=[named(PLAN)])
    bid = done(await line.provider.post(path, json=body, headers=at(NOW)), 201)
    await handed_over(line.provider, PLAN)
    assert (await line.provider.put(f"{V1}/bids/{bid['id']}", json=body, headers=at(NOW))).status_code == 422
    shown = f"{V1}/bids/{bid['id']}/documents"
    assert done(await line.buyer.get(shown, headers=at(AFTERWARDS)))["documents"][0]["health"] == "quarantined"
    assert (await line.buyer.get(f"{shown}/{named(PLAN)}", headers=at(AFTERWARDS))).status_code == 404
    verdicts.append(Health.CLEAN)
    await handed_over(line.provider, PLAN)
    assert (await line.buyer.get(f"{shown}/{named(PLAN)}", headers=at(AFTERWARDS))).content == PLAN


async def test_documents_of_a_sealed_bid_are_fixed_by_their_digests_and_handed_over_afterwards(line: Line) -> None:
    quorum = await a_quorum(line)
    notice = await quorum.sealed_notice(line)
    sealing = done(await line.public.get(f"{V1}/notices/{notice['id']}/sealing"))
    body = sealed_body(sealing, notice, line.trust, body={"documents": [named(PLAN)]})
    bid = done(await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW)), 201)
    path = f"{V1}/bids/{bid['id']}/documents"
    assert done(await line.provider.get(path, headers=at(NOW)))["documents"] == []
    await quorum.opens(notice, 1, 2)
    await handed_over(line.provider, PLAN)
    [plan] = done(await line.buyer.get(path, headers=at(AFTERWARDS)))["documents"]
    assert (plan["sha256"], plan["health"]) == (named(PLAN), "unscanned")
