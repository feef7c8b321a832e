"""Questions about owners."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.interests.domain import BODIES, Body, BodyType, Interest, Party
from registry.interests.rules.groups import Holdings
from registry.interests.tables import interests, parties
from registry.organisations.domain import Organisation
from registry.organisations.queries import organisation_of
from registry.organisations.tables import organisations
from registry.particulars.domain import Address
from rulebook.rules import rule

LIVE = text("current and not withdrawn")
# `union`, not `union all`: a body that is reached twice is followed once.
ABOVE = text(
    "with recursive above(id) as (select unnest(cast(:ids as uuid[])) union "
    "select owner_id from interests join above on subject_id = above.id where current and not withdrawn) "
    "select id from above"
)
BELOW = text(
    "with recursive below(id) as (select unnest(cast(:ids as uuid[])) union "
    "select subject_id from interests join below on owner_id = below.id where current and not withdrawn) "
    "select id from below"
)


async def holdings_above(session: AsyncSession, ids: Collection[UUID], *, today: date) -> Holdings:
    """All that is current in these bodies and, all the way up, in their owners."""
    found = set(await session.scalars(ABOVE, {"ids": list(ids)}))
    query = select(Interest).where(interests.c.subject_id.in_(found), LIVE)
    held = (await session.scalars(query.order_by(interests.c.id))).all()
    over = rule("ownership.control", on=today).share("over")
    return Holdings(held, await bodies_of(session, found), over)


async def below(session: AsyncSession, ids: Collection[UUID]) -> set[UUID]:
    """These bodies and all in which they hold anything, directly or not."""
    return set(await session.scalars(BELOW, {"ids": list(ids)}))


async def bodies_of(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, Body]:
    """Who they are; one of whom nothing is kept any longer is an unknown entity."""
    found = {it: Body(it, BodyType.UNKNOWN_ENTITY) for it in ids}
    registered = select(organisations.c.id, organisations.c.name, organisations.c.address)
    for id_, name, address in await session.execute(registered.where(organisations.c.id.in_(ids))):
        found[id_] = Body(id_, BodyType.ORGANISATION, name, country_of(address))
    unregistered = set(ids) - {it.id for it in found.values() if it.type is BodyType.ORGANISATION}
    for party in await session.scalars(select(Party).where(parties.c.id.in_(unregistered))):
        found[party.id] = party.body
    return found


def country_of(address: Address | None) -> str | None:
    """Where a body is; None while nobody has said so."""
    return None if address is None else address.country


async def body_of(session: AsyncSession, body_id: UUID) -> Organisation | Party | None:
    """The organisation or the party of this id."""
    return await session.get(Organisation, body_id) or await session.get(Party, body_id)


async def group_of(session: AsyncSession, group_id: UUID, *, on: date, today: date) -> tuple[Body, list[Body]]:
    """Whoever stands at the top, and the organisations below by name. Raises NotFound for what tops no group."""
    holdings = await holdings_above(session, await below(session, [group_id]), today=today)
    top, tree = holdings.bodies[group_id], holdings.on(on)
    members = tree.members(group_id) if top.type in BODIES and tree.group(group_id) == group_id else []
    if not members:
        raise NotFound(f"Nothing has {group_id} at its top on {on}.")
    return top, members


async def interest_of(session: AsyncSession, subject_id: UUID, interest_id: UUID) -> Interest:
    """An interest in this body, as it is stated now. Raises NotFound."""
    query = select(Interest).where(interests.c.id == interest_id, interests.c.subject_id == subject_id)
    found = (await session.scalars(query.where(interests.c.current))).one_or_none()
    if found is None:
        raise NotFound(f"There is no interest {interest_id} in {subject_id}.")
    return found


async def declared_interests(session: AsyncSession, record: UUID) -> Sequence[Interest]:
    """What another publisher's record tells of and has not ended."""
    query = select(Interest).where(interests.c.declared_in == record, interests.c.ceased_on.is_(None), LIVE)
    return (await session.scalars(query)).all()


async def versions_of(
    session: AsyncSession, organisation_id: UUID, *, after: Sequence[str] | None, limit: int
) -> Sequence[Interest]:
    """Everything that was ever stated of an organisation's owners, oldest first. Raises NotFound."""
    await organisation_of(session, organisation_id)
    place = func.row(interests.c.stated_at, interests.c.id, interests.c.version)
    query = select(Interest).where(interests.c.subject_id == organisation_id)
    if after is not None:
        stated_at, id_, version = after
        query = query.where(place > text("row(cast(:at as timestamptz), cast(:id as uuid), cast(:version as int))"))
        query = query.params(at=stated_at, id=id_, version=int(version))
    ordered = query.order_by(interests.c.stated_at, interests.c.id, interests.c.version)
    return (await session.scalars(ordered.limit(limit))).all()
