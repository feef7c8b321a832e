"""What one may ask about the organisations that take part."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.organisations import SUSPENDED, known_organisation, known_organisations, party_of
from events import Party
from rulebook.limbs import CLASSES, Known, Value
from tendering.suppliers.tables import known_classes, known_disputes, known_facts, known_groups, organisations


async def party(session: AsyncSession, organisation_id: UUID) -> Party:
    """The organisation as an event may name it. Raises NotFound for one the register has not told of."""
    return await known_organisation(session, organisations, organisation_id)


async def parties(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, Party]:
    """These organisations as an event may name them, as far as the register has told of them."""
    found = await known_organisations(session, organisations, ids)
    return {organisation_id: party_of(facts) for organisation_id, facts in found.items()}


async def names_of(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, str]:
    """What the register calls these organisations, as far as it has told of them."""
    known = organisations.c
    found = await session.execute(select(known.id, known.facts["name"].astext.label("name")).where(known.id.in_(ids)))
    return {row.id: row.name for row in found}


async def active_buyer(session: AsyncSession, organisation_id: UUID) -> Party:
    """A contracting authority that may buy. Raises NotFound or RuleBroken."""
    return await known_organisation(session, organisations, organisation_id, acting_as="buyer")


async def active_provider(session: AsyncSession, organisation_id: UUID) -> Party:
    """A provider that may bid. Raises NotFound or RuleBroken."""
    return await known_organisation(session, organisations, organisation_id, acting_as="provider")


async def heard_provider(session: AsyncSession, organisation_id: UUID) -> Party:
    """A provider that goes on with what it has begun, or complains: also while it is suspended. Raises as above."""
    return await known_organisation(
        session, organisations, organisation_id, acting_as="provider", though_suspended=True
    )


async def heard_buyer(session: AsyncSession, organisation_id: UUID) -> Party:
    """A buyer that goes on with what it began, or tells what it did: also while it is suspended. Raises as above."""
    return await known_organisation(session, organisations, organisation_id, acting_as="buyer", though_suspended=True)


async def suspended_of(session: AsyncSession, ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these organisations the register has suspended for the time being."""
    known = organisations.c
    query = select(known.id).where(known.id.in_(ids), known.facts["status"].astext == SUSPENDED)
    return frozenset(await session.scalars(query))


async def known_of(session: AsyncSession, organisation_id: UUID, *, on: date) -> Known:
    """What is evidenced of an organisation that day. Live facts of one name that differ are disputed, all of them."""
    kept = known_facts.c
    live = kept.expires_on.is_(None) | (kept.expires_on >= on)
    found = select(kept.name, kept.value).where(kept.organisation_id == organisation_id, live).order_by(kept.id)
    stated: dict[str, list[Value]] = {}
    for name, value in await session.execute(found):
        stated.setdefault(name, []).append(value)
    unlike = {name for name, values in stated.items() if any(not _same(value, values[0]) for value in values)}
    open_ = await session.scalars(
        select(known_disputes.c.name).where(known_disputes.c.organisation_id == organisation_id)
    )
    values = {name: given[0] for name, given in stated.items()}
    classes = select(known_classes.c.label, known_classes.c.value).where(
        known_classes.c.organisation_id == organisation_id,
        known_classes.c.label.in_(CLASSES.values()),
        known_classes.c.expires_on >= on,
    )
    values.update((row.label, row.value) for row in await session.execute(classes))
    address = (await party(session, organisation_id)).address
    if address is not None:
        values["united_kingdom"] = address.country == "GB"
    return Known(values, frozenset(unlike.union(open_)))


def _same(one: Value, other: Value) -> bool:
    """Python takes True for 1, evidence does not."""
    return type(one) is type(other) and one == other


async def groups_of(session: AsyncSession, organisations: Collection[UUID], *, on: date) -> dict[UUID, UUID]:
    """The group of companies each belonged to that day; itself, for one that nobody is known to control."""
    groups = await groups_on(session, {(organisation, on) for organisation in organisations})
    return {organisation: group for (organisation, _), group in groups.items()}


async def groups_on(session: AsyncSession, asked: Collection[tuple[UUID, date]]) -> dict[tuple[UUID, date], UUID]:
    """The same of organisations on days of their own."""
    theirs = any_(literal(list({organisation for organisation, _ in asked}), ARRAY(Uuid)))
    found = await session.execute(select(known_groups).where(known_groups.c.organisation_id == theirs))
    positions = {row.organisation_id: row.positions for row in found}
    return {(each, day): _group_on(positions.get(each, ()), day) or each for each, day in asked}


def _group_on(positions: Iterable[Mapping[str, Any]], day: date) -> UUID | None:
    held = [each for each in positions if (each["first"] or "") <= day.isoformat() <= (each["last"] or "9999-12-31")]
    return UUID(held[-1]["group"]) if held else None


async def members_of(session: AsyncSession, groups: Collection[UUID], *, on: date) -> dict[UUID, UUID]:
    """Every organisation that belonged to one of these groups that day, with its group."""
    position = func.jsonb_array_elements(known_groups.c.positions, type_=JSONB).column_valued(
        "position", joins_implicitly=True
    )
    named = position["group"].astext.in_([str(group) for group in groups])
    found = set(await session.scalars(select(known_groups.c.organisation_id).where(named)))
    belongs = await groups_of(session, found.union(groups), on=on)
    return {organisation: group for organisation, group in belongs.items() if group in groups}


async def classes_of(
    session: AsyncSession, ids: Collection[UUID], labels: Collection[str], *, on: date
) -> dict[UUID, frozenset[str]]:
    """Which of these classes each was evidenced to be of that day; the unknown are of none."""
    kept = known_classes.c
    query = select(kept.organisation_id, kept.label, kept.value).where(
        kept.organisation_id.in_(ids), kept.label.in_(labels), kept.expires_on >= on
    )
    found: dict[UUID, set[str]] = {}
    for row in await session.execute(query):
        if row.value is True:
            found.setdefault(row.organisation_id, set()).add(row.label)
    return {organisation: frozenset(theirs) for organisation, theirs in found.items()}
