"""A projection is a pure function of its producer's ledger, whatever arrives, and however often."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from libs.chassis.tests.city import KNOWN, City, changed, changes, histories, known, on_organisation, registered
from sqlalchemy import insert

from chassis import parked
from chassis.checkpoints import checkpoints
from chassis.projections import Projection, ProjectionSpec, Write
from chassis.standing import has_read, standings
from chassis.stream import BrokenChain, Missed
from chassis.testing.service import Producer
from chassis.work import Work
from events.catalogue import CATALOGUE
from events.registry import OrganisationChanged, OrganisationRegistered
from kernel.errors import NotFound
from kernel.identifiers import new_id

A, B = new_id(), new_id()


def poisoned(event: OrganisationRegistered | OrganisationChanged) -> Iterator[Write]:
    """A handler with a fault: it cannot bear one name."""
    if event.organisation.name == "poison":
        raise ZeroDivisionError("of a handler")
    yield from on_organisation(event)


FAULTY = replace(KNOWN, handlers=dict.fromkeys(KNOWN.handlers, poisoned))


async def reading(spec: ProjectionSpec, city: City) -> Projection:
    projection = Projection(spec, city.sessions)
    await projection.begin()
    return projection


@pytest.fixture
def registry() -> Producer:
    return Producer("registry")


async def test_a_batch_is_applied_once_however_often_it_arrives(city: City, registry: Producer) -> None:
    projection = await reading(KNOWN, city)
    batch = [registry.records(registered(A), A), registry.records(changed(A, "Homes of Northbridge"), A)]
    assert [await projection.take(batch) for _ in range(3)] == [2, 2, 2]
    assert await city.rows(known) == [(A, "Homes of Northbridge", 2)]
    assert [row[2:] for row in await city.rows(changes)] == [("Northbridge Homes", 1), ("Homes of Northbridge", 2)]


async def test_what_needs_state_is_derived_for_the_keys_that_were_touched(city: City, registry: Producer) -> None:
    projection = await reading(KNOWN, city)
    await projection.take([registry.records(changed(A, name), A) for name in ("One", "Two")])
    assert await city.rows(histories) == [(A, 2)]
    await projection.take([registry.records(changed(A, name), A) for name in ("Two", "Three")])
    assert await city.rows(histories) == [(A, 3)]


async def test_a_hole_is_read_again_and_a_changed_event_stops_the_reader(city: City, registry: Producer) -> None:
    projection = await reading(KNOWN, city)
    first, second = registry.records(registered(A), A), registry.records(registered(B), B)
    with pytest.raises(Missed):
        await projection.take([second])
    with pytest.raises(BrokenChain):
        await projection.take([first._replace(body=first.body.replace(b"Homes", b"Hovel"))])
    assert await projection.take([first, second]) == 2


async def test_a_poison_event_parks_its_own_entity_and_nobody_elses(city: City, registry: Producer) -> None:
    projection = await reading(FAULTY, city)
    story: list[OrganisationRegistered | OrganisationChanged] = [
        registered(A),
        changed(A, "poison"),
        registered(B),
        changed(A, "Well again"),
        changed(B, "Bee"),
    ]
    batch = [registry.records(event, event.organisation.id) for event in story]
    assert await projection.take(batch) == 5
    assert {row[0]: row[1] for row in await city.rows(known)} == {A: "Northbridge Homes", B: "Bee"}
    async with city.sessions() as session:
        waiting = [(row["position"], row["reason"]) for row in await parked.all_parked(session)]
        assert waiting == [(2, "ZeroDivisionError: of a handler"), (4, parked.QUEUED)]
        work = Work("tendering", projections=[FAULTY])
        told = [await has_read(session, work, "registry", A, version) for version in (1, 2, 3)]
        assert told == [True, False, False]


async def test_a_mended_handler_takes_what_was_parked_in_its_order(city: City, registry: Producer) -> None:
    faulty = await reading(FAULTY, city)
    await faulty.take([registry.records(event, A) for event in (registered(A), changed(A, "poison"), changed(A, "C"))])
    assert await parked.retry(faulty) == 0
    mended = await reading(KNOWN, city)
    assert await parked.retry(mended) == 2
    assert await city.rows(known) == [(A, "C", 3)]
    assert await city.rows(parked.parked) == []


async def test_a_dropped_event_stays_dropped_when_all_is_rebuilt(city: City, registry: Producer) -> None:
    projection = await reading(FAULTY, city)
    batch = [registry.records(event, A) for event in (registered(A), changed(A, "poison"), changed(A, "C"))]
    await projection.take(batch)
    async with city.sessions.begin() as session:
        await parked.drop(session, projection.key, 2, "typed by mistake, confirmed by the registrar")
    assert await parked.retry(projection) == 1
    built = await city.read()
    await projection.begin_anew()
    await projection.take(batch)
    assert await city.read() == built
    assert await city.rows(known) == [(A, "C", 3)]
    async with city.sessions.begin() as session:
        with pytest.raises(NotFound):
            await parked.drop(session, projection.key, 2, "again")


async def test_an_unknown_word_waits_until_this_deployment_learns_it(
    city: City, registry: Producer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as yesterday:
        yesterday.delitem(CATALOGUE, OrganisationChanged.type)
        projection = await reading(KNOWN, city)
        await projection.take([registry.records(event, A) for event in (registered(A), changed(A, "New"))])
        assert [row[6] for row in await city.rows(parked.parked)] == [parked.UNKNOWN]
    await reading(KNOWN, city)
    assert await city.rows(parked.parked) == []
    assert await city.rows(known) == [(A, "New", 2)]


async def test_a_rebuild_makes_the_same_bytes(city: City, registry: Producer) -> None:
    projection = await reading(KNOWN, city)
    story = [(n, registered(new_id(), f"name {n % 7}")) for n in range(50)]
    batch = [registry.records(event, event.organisation.id) for _, event in story]
    batch += [registry.records(changed(e.organisation.id, f"name {n % 5}"), e.organisation.id) for n, e in story]
    for start in range(0, 100, 13):
        await projection.take(batch[start : start + 13])
    built = await city.read()
    await projection.begin_anew()
    assert await city.read() == [[], [], []]
    assert await projection.take(batch) == 100
    assert len(built[1]) == 100
    assert await city.read() == built


async def test_changed_code_asks_for_a_rebuild(city: City) -> None:
    await reading(KNOWN, city)
    narrower = replace(KNOWN, handlers={OrganisationRegistered: on_organisation})
    async with city.sessions() as session:
        same = await standings(session, Work("tendering", projections=[KNOWN]))
        other = await standings(session, Work("tendering", projections=[narrower]))
    assert [(one.stale, one.lag) for one in same] == [(False, 0)]
    assert [one.stale for one in other] == [True]


async def test_a_projection_writes_to_its_own_tables_only(city: City, registry: Producer) -> None:
    elsewhere = insert(checkpoints)
    stray = replace(KNOWN, handlers={OrganisationRegistered: lambda event: [(elsewhere, {})]})
    projection = await reading(stray, city)
    await projection.take([registry.records(registered(A), A)])
    assert "KeyError" in str(await city.rows(parked.parked))


def test_two_projections_share_no_table() -> None:
    with pytest.raises(ValueError, match="belongs to one projection"):
        Work("tendering", projections=[KNOWN, replace(KNOWN, name="again")])
