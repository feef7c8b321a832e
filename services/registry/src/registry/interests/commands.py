"""What every statement of owners comes to: it stands, it is kept and published, and all whom it changes are told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.registry import OwnershipStated
from events.registry.owners import AttributionTold, BodyTold, InterestTold, PositionTold
from kernel.clock import day_of
from registry.interests.domain import ALWAYS, Body, BodyType, Interest
from registry.interests.queries import below, holdings_above
from registry.interests.rules.groups import Holdings, Position
from registry.interests.rules.standing import must_stand
from registry.interests.tables import told_ownership

TAKE_TURNS = text("select pg_advisory_xact_lock(hashtextextended('registry.ownership', 0))")
_kept = insert(told_ownership)
REMEMBER = _kept.on_conflict_do_update(index_elements=["organisation_id"], set_={"digest": _kept.excluded.digest})


async def take_turns(session: AsyncSession) -> None:
    """Wait until nobody else states anything of owners; they wait until this transaction ends."""
    await session.execute(TAKE_TURNS)


async def record(
    session: AsyncSession,
    subject_id: UUID,
    stated: Sequence[Interest],
    superseded: Sequence[Interest] = (),
    *,
    today: date,
) -> None:
    """Keep what is stated of one body, in place of what it supersedes. Raises RuleBroken for what cannot be so."""
    owners = {it.owner_id for it in stated}
    holdings = await holdings_above(session, {subject_id, *owners}, today=today)
    gone = {it.id for it in superseded}
    standing = [it for it in holdings.interests if it.id not in gone] + [it for it in stated if not it.withdrawn]
    must_stand(standing, subject_id, holdings.bodies)
    for it in superseded:
        it.current = False
    session.add_all(stated)
    await session.flush()


async def tell(session: AsyncSession, subject_ids: set[UUID], *, now: datetime) -> None:
    """Tell of these bodies, and of every organisation below them, whatever was not told of it before."""
    today = day_of(now)
    holdings = await holdings_above(session, await below(session, subject_ids), today=today)
    organisations = sorted(it.id for it in holdings.bodies.values() if it.type is BodyType.ORGANISATION)
    digests = await _digests(session, organisations)
    for organisation_id in organisations:
        told = facts_of(holdings, organisation_id)
        digest = sha256(repr(told).encode()).hexdigest()
        # Somebody at the top of nothing but themselves is not news, unless something else was told before.
        if digest == digests.get(organisation_id) or (organisation_id not in digests and is_alone(holdings, told)):
            continue
        interests, positions = told
        event = OwnershipStated(
            occurred_at=now, organisation_id=organisation_id, as_of=today, interests=interests, positions=positions
        )
        await emit(session, organisation_id, event)
        await session.execute(REMEMBER, {"organisation_id": organisation_id, "digest": digest})


Told = tuple[list[InterestTold], list[PositionTold]]


def is_alone(holdings: Holdings, told: Told) -> bool:
    """Whether nothing was ever stated of its owners."""
    return not told[0] and len(told[1]) == 1


async def _digests(session: AsyncSession, organisations: Sequence[UUID]) -> Mapping[UUID, str]:
    query = select(told_ownership).where(told_ownership.c.organisation_id.in_(organisations))
    return {row.organisation_id: row.digest for row in await session.execute(query)}


def facts_of(holdings: Holdings, body_id: UUID) -> Told:
    """What the register knows of a body's owners, as events tell it."""
    held = [_interest(it, holdings.bodies) for it in holdings.interests if it.subject_id == body_id]
    return held, [_position(it, holdings.bodies) for it in holdings.history(body_id)]


def _body(body: Body) -> BodyTold:
    return BodyTold(
        id=body.id, type=body.type, name=None if body.type is BodyType.PERSON else body.name, country=body.country
    )


def _interest(it: Interest, bodies: Mapping[UUID, Body]) -> InterestTold:
    terms, share = it.terms, it.terms.share
    return InterestTold(
        id=it.id,
        owner=_body(bodies[it.owner_id]),
        kind=it.kind,
        minimum=None if share is None else str(share.minimum),
        maximum=None if share is None else str(share.maximum),
        exclusive_minimum=share is not None and share.exclusive_minimum,
        exclusive_maximum=share is not None and share.exclusive_maximum,
        starts_on=terms.starts_on,
        ceased_on=terms.ceased_on,
        source=terms.source,
        reference=terms.reference,
        retrieved_on=terms.retrieved_on,
        stated_by=it.stated_by,
    )


def _position(it: Position, bodies: Mapping[UUID, Body]) -> PositionTold:
    return PositionTold(
        first=None if it.period.first == ALWAYS else it.period.first,
        last=it.period.last,
        group=_body(bodies[it.group_id]),
        controller=_body(it.controller),
        attribution=[AttributionTold(group_id=group_id, share=str(part)) for group_id, part in it.attribution],
    )
