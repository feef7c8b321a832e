"""A reaction runs its command once for each event, and what it emits is part of that."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from libs.chassis.tests.city import MONDAY, City, registered
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import parked, stream
from chassis.ledger import emit, ledger
from chassis.reactions import Reaction, ReactionSpec, real_time, story_time
from chassis.standing import has_read
from chassis.stream import BrokenChain
from chassis.testing.service import Producer
from chassis.timers import due, in_order, in_turn
from chassis.work import Work
from events.catalogue import CATALOGUE
from events.transparency import GrantImported, OrganisationSighted
from kernel.errors import RuleBroken
from kernel.identifiers import new_id

A, B = new_id(), new_id()


def sighted(name: str) -> OrganisationSighted:
    return OrganisationSighted(occurred_at=MONDAY, name=name, org_ids=[], roles=[], source="ocds:test")


def imported() -> GrantImported:
    return GrantImported(occurred_at=MONDAY, grant_id="360G-1", publisher="a funder", digest="00")


async def register(session: AsyncSession, event: OrganisationSighted, now: datetime) -> None:
    """Register whom somebody has sighted; one name is not to be borne, and that is noticed late."""
    await emit(session, event.entity, registered(event.entity, event.name, at=now))
    if event.name == "poison":
        raise RuleBroken("There is no such organisation.")


SIGHTED = ReactionSpec("sighted", "transparency", {OrganisationSighted: register})


async def reacting(city: City, spec: ReactionSpec = SIGHTED) -> Reaction:
    reaction = Reaction(spec, city.sessions, story_time)
    await reaction.begin()
    return reaction


@pytest.fixture
def transparency() -> Producer:
    return Producer("transparency")


async def test_a_command_runs_once_however_often_its_event_arrives(city: City, transparency: Producer) -> None:
    reaction = await reacting(city)
    batch = [
        transparency.records(sighted("One"), A),
        transparency.records(imported(), B),
        transparency.records(sighted("Two"), A),
    ]
    assert [await reaction.take(batch) for _ in range(2)] == [3, 3]
    assert [(row[5], row[6], row[8]) for row in await city.rows(ledger)] == [
        (A, 1, "reaction:sighted"),
        (A, 2, "reaction:sighted"),
    ]


async def test_a_reaction_that_lost_its_checkpoint_repeats_nothing(city: City, transparency: Producer) -> None:
    batch = [transparency.records(sighted("One"), A)]
    reaction = await reacting(city)
    await reaction.take(batch)
    async with city.engine.begin() as connection:
        await connection.exec_driver_sql("delete from checkpoints")
    await (await reacting(city)).take(batch)
    assert len(await city.rows(ledger)) == 1


async def test_a_refused_command_leaves_nothing_but_its_reason(city: City, transparency: Producer) -> None:
    reaction = await reacting(city)
    story = [(sighted("poison"), A), (sighted("later"), A), (sighted("Two"), B)]
    assert await reaction.take([transparency.records(event, entity) for event, entity in story]) == 3
    assert [row[5] for row in await city.rows(ledger)] == [B]
    assert [row[6] for row in await city.rows(parked.parked)] == [
        "RuleBroken: There is no such organisation.",
        parked.QUEUED,
    ]
    async with city.sessions() as session:
        work = Work("registry", reactions=[SIGHTED])
        assert [await has_read(session, work, "transparency", entity, 1) for entity in (A, B)] == [False, True]


async def test_what_hangs_is_parked_and_holds_up_nobody_else(
    city: City, transparency: Producer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(session: AsyncSession, event: OrganisationSighted, now: datetime) -> None:
        await register(session, event, now)
        if event.name == "endless":
            await asyncio.Event().wait()

    monkeypatch.setattr(stream, "PATIENCE", 0.2)
    reaction = await reacting(city, replace(SIGHTED, handlers={OrganisationSighted: hang}))
    story = [(sighted("endless"), A), (sighted("later"), A), (sighted("Two"), B)]
    assert await reaction.take([transparency.records(event, entity) for event, entity in story]) == 3
    assert [row[5] for row in await city.rows(ledger)] == [B]
    assert [row[6] for row in await city.rows(parked.parked)] == [
        "Hangs: it was not done after 0.2 seconds",
        parked.QUEUED,
    ]
    assert await parked.retry(await reacting(city)) == 2
    assert [row[5] for row in await city.rows(ledger)] == [B, A, A]


async def test_what_waits_for_the_database_when_time_is_up_is_tried_again(
    city: City, transparency: Producer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def wait(session: AsyncSession, event: OrganisationSighted, now: datetime) -> None:
        await session.execute(text("select pg_sleep(5)"))

    monkeypatch.setattr(stream, "PATIENCE", 0.2)
    reaction = await reacting(city, replace(SIGHTED, handlers={OrganisationSighted: wait}))
    batch = [transparency.records(sighted("One"), A)]
    with pytest.raises(Exception) as caught:  # noqa: PT011  of SQLAlchemy or of the driver: what matters is its kind
        await reaction.take(batch)
    assert stream.passing(caught.value), repr(caught.value)
    assert await city.rows(parked.parked) == []
    await (await reacting(city)).take(batch)
    assert len(await city.rows(ledger)) == 1


async def test_once_its_cause_is_mended_it_is_tried_again_and_runs_once(city: City, transparency: Producer) -> None:
    async def refuse(session: AsyncSession, event: OrganisationSighted, now: datetime) -> None:
        raise RuleBroken("not today")

    refusing = await reacting(city, replace(SIGHTED, handlers={OrganisationSighted: refuse}))
    await refusing.take([transparency.records(sighted("One"), A)])
    reaction = await reacting(city)
    assert await parked.retry(reaction) == 1
    assert await parked.retry(reaction) == 0
    assert len(await city.rows(ledger)) == 1


async def test_a_word_that_is_learned_later_is_reacted_to_then(
    city: City, transparency: Producer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as yesterday:
        yesterday.delitem(CATALOGUE, OrganisationSighted.type)
        await (await reacting(city)).take([transparency.records(sighted("One"), A)])
        assert await city.rows(ledger) == []
    await reacting(city)
    assert len(await city.rows(ledger)) == 1


async def test_a_changed_event_causes_nothing(city: City, transparency: Producer) -> None:
    reaction, one = await reacting(city), transparency.records(sighted("One"), A)
    with pytest.raises(BrokenChain):
        await reaction.take([one._replace(body=one.body.replace(b"One", b"Two"))])
    assert await city.rows(ledger) == []


def test_an_effect_never_comes_before_its_cause() -> None:
    now = datetime.now(UTC)
    for by in (timedelta(minutes=1), timedelta(days=1)):  # so much may this server's clock be behind
        ahead = sighted("One").model_copy(update={"occurred_at": now + by})
        assert real_time(ahead) == now + by
    assert real_time(sighted("One").model_copy(update={"occurred_at": now})) >= now
    assert story_time(sighted("One")) == MONDAY


async def test_of_timers_in_an_order_none_runs_behind_one_that_broke(city: City) -> None:
    async def expire(session: AsyncSession, now: datetime) -> None:
        await emit(session, A, registered(A, at=now))

    async def fail(session: AsyncSession, now: datetime) -> None:
        raise RuleBroken("not yet")

    with pytest.raises(RuleBroken):
        await due(city.sessions, [in_order(fail, expire)], MONDAY)
    assert await city.rows(ledger) == []
    await due(city.sessions, [in_order(expire)], MONDAY)
    [row] = await city.rows(ledger)
    assert str(row[8]).endswith("expire")


async def test_a_timer_that_breaks_is_undone_and_told_while_the_others_run_at_their_time(city: City) -> None:
    async def expire(session: AsyncSession, now: datetime) -> None:
        await emit(session, A, registered(A, at=now))

    async def fail(session: AsyncSession, now: datetime) -> None:
        await emit(session, B, registered(B, at=now))
        raise RuleBroken("not yet")

    with pytest.raises(RuleBroken):
        await due(city.sessions, [fail, expire], MONDAY)
    [row] = await city.rows(ledger)
    assert (row[5], row[7]) == (A, MONDAY)
    assert str(row[8]).startswith("timer:")


async def test_what_is_due_by_another_clock_is_not_left_to_whoever_runs_it_now(city: City) -> None:
    entered, leave, ran = asyncio.Event(), asyncio.Event(), []

    async def slow(_: AsyncSession, now: datetime) -> None:
        ran.append(now)
        entered.set()
        await leave.wait()

    async with asyncio.TaskGroup() as group:
        group.create_task(due(city.sessions, [slow], MONDAY))
        await entered.wait()
        await due(city.sessions, [slow], MONDAY + timedelta(days=1))
        group.create_task(due(city.sessions, [slow], MONDAY + timedelta(days=2), in_turn))
        leave.set()
    assert ran == [MONDAY, MONDAY + timedelta(days=2)]
