"""The ledger keeps what happened, in the order in which each entity changed."""

import json
from datetime import timedelta

import pytest
from libs.chassis.tests.city import MONDAY, City, changed, registered
from sqlalchemy import select

from chassis.halts import halt, resume
from chassis.ledger import LARGEST_BODY, RELAY, Halted, canonical, emit, heads, ledger
from events.transparency import GrantImported
from kernel.errors import RuleBroken
from kernel.identifiers import new_id


async def test_an_event_is_stamped_with_its_entity_and_version_and_with_who_caused_it(city: City) -> None:
    entity = new_id()
    async with city.sessions.begin() as session:
        session.info.update(actor="clerk", trace="00-1-1-01")
        await emit(session, entity, registered(entity))
        await emit(session, entity, changed(entity, "Northbridge Care"))
        said = session.info["emitted"]
    assert [(event.entity, event.entity_version) for event in said] == [(entity, 1), (entity, 2)]
    async with city.sessions() as session:
        rows = (await session.execute(select(ledger).order_by(ledger.c.seq))).mappings().all()
    assert [(row["actor"], row["trace"], row["position"]) for row in rows] == [("clerk", "00-1-1-01", None)] * 2


async def test_a_service_says_nothing_in_another_ones_words(city: City) -> None:
    async with city.sessions() as session:
        with pytest.raises(ValueError, match="registry cannot say transparency"):
            await emit(session, new_id(), GrantImported(occurred_at=MONDAY, grant_id="g", publisher="p", digest="d"))


async def test_a_body_that_belongs_among_the_documents_is_refused(city: City) -> None:
    with pytest.raises(RuleBroken, match="too large"):
        await city.register("x" * LARGEST_BODY)
    assert await city.rows(ledger) == []
    assert await city.rows(heads) == []


async def test_a_clock_that_is_a_little_behind_is_taken_for_the_later_one(city: City) -> None:
    entity = await city.register()
    async with city.sessions.begin() as session:
        await emit(session, entity, changed(entity, "Northbridge Care", at=MONDAY - timedelta(seconds=5)))
        said = session.info["emitted"][0]
    assert (said.occurred_at, said.entity_version) == (MONDAY, 2)
    async with city.sessions() as session:
        columns = ledger.c.entity_version, ledger.c.occurred_at, ledger.c.body
        last = (await session.execute(select(*columns).order_by(ledger.c.seq.desc()).limit(1))).one()
        assert await session.scalar(select(heads.c.version)) == 2
    assert tuple(last) == (2, MONDAY, canonical(said))


async def test_the_body_is_one_text_whoever_writes_it(city: City) -> None:
    entity = new_id()
    async with city.sessions.begin() as session:
        for number in range(11):  # so that the ledger's own number has two digits
            await emit(session, entity, changed(entity, f"Pflege Großmünde {number}"))
        said = session.info["emitted"]
    async with city.sessions() as session:
        bodies = (await session.scalars(select(ledger.c.body).order_by(ledger.c.seq))).all()
    assert bodies == [canonical(event) for event in said]
    for body in bodies:
        known = json.loads(body)
        assert json.dumps(known, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == body


async def test_time_does_not_run_backwards_for_one_entity(city: City) -> None:
    entity = await city.register()
    async with city.sessions() as session:
        with pytest.raises(RuleBroken, match="backwards"):
            await emit(session, entity, changed(entity, "Northbridge Care", at=MONDAY - timedelta(seconds=6)))


async def test_nothing_is_recorded_while_the_relay_stands_still(city: City) -> None:
    async with city.sessions.begin() as session:
        await halt(session, RELAY, "restored")
    with pytest.raises(Halted):
        await city.register()
    async with city.sessions.begin() as session:
        await resume(session, RELAY)
    await city.register()
    assert len(await city.rows(ledger)) == 1
