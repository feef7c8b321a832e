"""The feed: everybody can prove what happened here, and reads what is meant for them."""

import asyncio
import hashlib
import json
import os
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from libs.chassis.tests.city import MONDAY, City, changed, founded
from libs.chassis.tests.streams import relay_of, relayed
from nats.js import JetStreamContext
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from chassis.feed import page
from chassis.identity import Actor
from chassis.ledger import ORIGIN, emit, ledger, link
from chassis.relay import Relay
from chassis.stream import passing
from events import Party
from events.tendering import BidReceived
from kernel.identifiers import new_id

BIDDER, RIVAL = new_id(), new_id()
EVENTS = 25_000 if os.environ.get("COMMONWEAL_FAULTS") == "full" else 3_500
WRITERS = 70


def actor(organisation: UUID | None, *roles: str) -> Actor:
    return Actor("somebody", organisation, frozenset(roles), frozenset())


async def pages(city: City, who: Actor | None, *, after: int = 0, limit: int = 1000) -> dict[str, Any]:
    async with city.sessions() as session:
        answer: dict[str, Any] = json.loads(await page(session, who, after=after, limit=limit))
    return answer


def proved(items: list[dict[str, Any]], seal: bytes = ORIGIN) -> bytes:
    """Check the chain from digests alone, and each body that is shown against its digest; returns the last seal."""
    for item in items:
        seal = link(seal, item["position"], bytes.fromhex(item["digest"]))
        assert seal.hex() == item["hash"]
    return seal


async def test_a_page_of_large_bodies_ends_early_and_the_next_goes_on_behind_it(
    city: City, jetstream: JetStreamContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (10_000, 10, 10):
        await city.register("x" * size)
    await relayed(relay_of(city, jetstream))
    monkeypatch.setattr("chassis.feed.MOST_BYTES", 5_000)
    first = await pages(city, None)
    second = await pages(city, None, after=1)
    assert [item["position"] for item in first["items"]] == [1]
    assert [item["position"] for item in second["items"]] == [2, 3]


async def test_a_body_is_shown_in_the_very_bytes_that_were_hashed(city: City, jetstream: JetStreamContext) -> None:
    entity = await city.register("Älvsjö & Söhne <ltd>")
    await relayed(relay_of(city, jetstream))
    async with city.sessions() as session:
        text = await page(session, None, after=0, limit=10)
        [body] = (await session.scalars(select(ledger.c.body))).all()
    assert body in text
    answer = json.loads(text)
    [item] = answer["items"]
    assert item["digest"] == hashlib.sha256(body).hexdigest()
    assert answer["head"] == {"position": 1, "hash": item["hash"], "epoch": 1}
    assert (item["entity"], item["entity_version"], "redacted" in item) == (str(entity), 1, False)


async def test_an_event_for_its_parties_is_a_redacted_position_to_others(jetstream: JetStreamContext) -> None:
    async with tendering() as city:
        bid = BidReceived(
            occurred_at=MONDAY,
            notice_id=new_id(),
            bidder=Party(id=BIDDER, name="A bidder"),
            lot_ids=[],
            received_at=MONDAY,
        )
        async with city.sessions.begin() as session:
            await emit(session, new_id(), bid)
        async with city.engine.connect() as connection:
            await relay_of(city, jetstream).number(connection)
        shown = {
            who: (await pages(city, caller))["items"][0]
            for who, caller in {
                "bidder": actor(BIDDER, "provider"),
                "rival": actor(RIVAL, "provider"),
                "staff": actor(None, "platform_admin"),
                "auditor": actor(None, "auditor"),
                "public": None,
            }.items()
        }
    assert {who for who, item in shown.items() if "body" in item} == {"bidder", "auditor"}
    assert {who for who, item in shown.items() if item.get("redacted")} == {"rival", "staff", "public"}
    assert len({(item["hash"], item["digest"]) for item in shown.values()}) == 1
    assert all(proved([item]) for item in shown.values())


@asynccontextmanager
async def tendering() -> AsyncIterator[City]:
    """A city whose ledger is tendering's."""
    async with founded() as city:
        city.sessions.configure(info={"service": "tendering"})
        yield city


async def test_a_feed_ends_where_numbering_has_come_to(city: City, jetstream: JetStreamContext) -> None:
    await city.register()
    assert await pages(city, None) == {"items": [], "head": {"position": 0, "hash": ORIGIN.hex(), "epoch": 1}}
    await relayed(relay_of(city, jetstream))
    await city.register()
    assert [item["position"] for item in (await pages(city, None))["items"]] == [1]


@pytest.mark.parametrize("after", [1, 2, 2**63 - 1])
async def test_who_asks_from_a_place_that_has_not_come_hears_nothing_and_the_head_as_it_is(
    city: City, jetstream: JetStreamContext, after: int
) -> None:
    await city.register()
    await relayed(relay_of(city, jetstream))
    head = (await pages(city, None))["head"]
    assert await pages(city, None, after=after) == {"items": [], "head": head}
    assert head["position"] == 1


class Changed(Exception):
    """Somebody thought better of it, just before the commit."""


async def write(city: City, events: int, seed: int) -> None:
    """One writer: commands of a few events on entities that others write to as well; some fail and are tried again."""
    chance = random.Random(seed)
    while events:
        several = min(events, chance.randint(1, 5))
        try:
            async with city.sessions.begin() as session:
                for n in sorted(chance.choices(range(1000), k=several)):
                    await emit(session, UUID(int=n), changed(UUID(int=n), f"by {seed}"))
                if chance.random() < 0.1:
                    raise Changed
            events -= several
        except (Changed, DBAPIError) as error:
            if not isinstance(error, Changed) and not passing(error):
                raise


async def follow(city: City, relay: Relay, total: int) -> list[dict[str, Any]]:
    """A reader that pages from the start while others write, waking when something was published."""
    arrivals = await relay.jetstream._nc.subscribe("registry.>")
    items: list[dict[str, Any]] = []
    while len(items) < total:
        answer = await pages(city, None, after=items[-1]["position"] if items else 0)
        items += answer["items"]
        if not answer["items"]:
            await arrivals.next_msg(timeout=30)
    await arrivals.unsubscribe()
    return items


@pytest.mark.faults
async def test_a_reader_among_seventy_writers_misses_nothing_and_sees_nothing_twice(
    jetstream: JetStreamContext,
) -> None:
    async with founded(connections=40) as city:
        relay = relay_of(city, jetstream)
        async with city.engine.connect() as connection:
            await relay.agreed(connection)
        leading = asyncio.create_task(relay.run())
        reader = asyncio.create_task(follow(city, relay, EVENTS))
        async with asyncio.TaskGroup() as writers:
            for n in range(WRITERS):
                writers.create_task(write(city, EVENTS // WRITERS + (n < EVENTS % WRITERS), n))
        items = await reader
        leading.cancel()
        await asyncio.gather(leading, return_exceptions=True)
        async with city.sessions() as session:
            kept = (await session.scalars(select(ledger.c.event_id).order_by(ledger.c.position))).all()
    assert [item["position"] for item in items] == list(range(1, EVENTS + 1))
    assert [item["event_id"] for item in items] == [str(one) for one in kept]
    proved(items)
    versions: dict[str, int] = {}
    for item in items:
        assert item["entity_version"] == versions.get(item["entity"], 0) + 1
        versions[item["entity"]] = item["entity_version"]
