"""What is asked about successions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select, type_coerce
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.organisations.domain import Organisation
from registry.organisations.queries import organisation_called, organisations_of, survivor_of
from registry.successions.domain import Edge, Stage, Succession
from registry.successions.rules import bodies_on
from registry.successions.tables import places, successions


@dataclass(frozen=True)
class Heir:
    """Who does a body's work, and the days on which it passed on, the first first; none if nobody took over."""

    organisation: Organisation
    passed_on: tuple[date, ...]


async def succession_of(session: AsyncSession, succession_id: UUID) -> Succession:
    """The succession of this id. Raises NotFound."""
    succession = await session.get(Succession, succession_id)
    if succession is None:
        raise NotFound(f"There is no succession {succession_id}.")
    return succession


async def successions_of(
    session: AsyncSession, organisation_id: UUID | None, *, after: UUID | None, limit: int
) -> Sequence[Succession]:
    """Successions in the order in which they were planned: all, or those in which a body ends or takes over."""
    query = select(Succession).order_by(successions.c.id).limit(limit)
    if organisation_id is not None:
        said = [[{side: str(organisation_id)}] for side in ("predecessor", "successor")]
        query = query.where(or_(*(type_coerce(successions.c.transfers, JSONB).contains(it) for it in said)))
    if after is not None:
        query = query.where(successions.c.id > after)
    return (await session.scalars(query)).all()


async def successions_due(session: AsyncSession, today: date) -> Sequence[Succession]:
    """Plans whose day has come, the earliest first."""
    due = (successions.c.stage == Stage.PLANNED) & (successions.c.effective_on <= today)
    query = select(Succession).where(due).order_by(successions.c.effective_on, successions.c.id)
    return (await session.scalars(query)).all()


async def edges_from(
    session: AsyncSession, bodies: Collection[UUID], *, but: UUID | None = None, in_force: bool = False
) -> set[Edge]:
    """Every step from these bodies to those that took over, and from those onward; `but` leaves one succession out."""
    query = select(places.c.predecessor_id, places.c.successor_id, successions.c.effective_on).join(successions)
    if in_force:
        query = query.where(successions.c.stage == Stage.IN_FORCE)
    if but is not None:
        query = query.where(successions.c.id != but)
    found: set[Edge] = set()
    level, seen = set(bodies), set[UUID]()
    while level:
        seen |= level
        rows = await session.execute(query.where(places.c.predecessor_id.in_(level)))
        steps = {Edge(*row) for row in rows}
        found |= steps
        level = {step.successor for step in steps} - seen
    return found


async def heirs_of(session: AsyncSession, reference: str, on: date) -> Sequence[Heir]:
    """Who does the work of the body of this UUID or org-id on a day. Raises NotFound.

    A record that was merged into another stands for the same body, so the other's successors are meant.
    """
    body = await survivor_of(session, await organisation_called(session, reference))
    ways = bodies_on(body.id, await edges_from(session, [body.id], in_force=True), on)
    bodies = {it.id: it for it in await organisations_of(session, ways)}
    return [Heir(await survivor_of(session, bodies[it]), tuple(edge.on for edge in way)) for it, way in ways.items()]
