"""What one may ask of the evidence."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.evidence.domain import Evidence, Fact, Standing
from registry.evidence.tables import disputes, facts, set_aside

_COUNTING = facts.outerjoin(set_aside, set_aside.c.fact_id == facts.c.id)


async def evidence_of(session: AsyncSession, organisation_id: UUID, on: date) -> Evidence:
    """All that may be relied on about an organisation that day; nothing for one that is not registered."""
    return Evidence(on, tuple(await counting_facts(session, organisation_id)))


async def counting_facts(session: AsyncSession, organisation_id: UUID) -> Sequence[Fact]:
    """The facts of an organisation that nobody has set aside, expired ones too, in the order they were recorded."""
    return (await counting_facts_by(session, [organisation_id]))[organisation_id]


async def counting_facts_by(session: AsyncSession, organisations: Collection[UUID]) -> Mapping[UUID, Sequence[Fact]]:
    """The same of several organisations at once."""
    query = select(facts).select_from(_COUNTING).where(facts.c.organisation.in_(organisations))
    found: dict[UUID, list[Fact]] = {organisation: [] for organisation in organisations}
    for row in await session.execute(query.where(set_aside.c.fact_id.is_(None)).order_by(facts.c.id)):
        found[row.organisation].append(fact_of(row))
    return found


async def fact_called(session: AsyncSession, organisation_id: UUID, fact_id: UUID) -> Fact:
    """One fact that counts. Raises NotFound for one of another organisation, and for one that was set aside."""
    for fact in await counting_facts(session, organisation_id):
        if fact.id == fact_id:
            return fact
    raise NotFound(f"The organisation {organisation_id} has no fact {fact_id} that still counts.")


async def recorded_facts(
    session: AsyncSession,
    organisation_id: UUID,
    *,
    name: str | None = None,
    live_on: date | None = None,
    after: UUID | None = None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Every fact ever recorded, the newest first, each with why it was set aside; or only those live on a day."""
    query = select(facts, set_aside.c.reason.label("set_aside_because"), set_aside.c.at.label("set_aside_at"))
    query = query.select_from(_COUNTING).where(facts.c.organisation == organisation_id)
    if name is not None:
        query = query.where(facts.c.name == name)
    if live_on is not None:
        lives = facts.c.expires_on.is_(None) | (facts.c.expires_on >= live_on)
        query = query.where(set_aside.c.fact_id.is_(None), lives)
    if after is not None:
        query = query.where(facts.c.id < after)
    return (await session.execute(query.order_by(facts.c.id.desc()).limit(limit))).all()


async def disputes_matching(
    session: AsyncSession,
    *,
    organisation_id: UUID | None = None,
    settled: bool | None = None,
    after: UUID | None = None,
    limit: int,
) -> Sequence[Row[Any]]:
    """The registrars' queue, oldest first."""
    query: Select[Any] = select(disputes).order_by(disputes.c.id).limit(limit)
    if organisation_id is not None:
        query = query.where(disputes.c.organisation == organisation_id)
    if settled is not None:
        query = query.where(disputes.c.settled_at.is_not(None) if settled else disputes.c.settled_at.is_(None))
    if after is not None:
        query = query.where(disputes.c.id > after)
    found: Sequence[Row[Any]] = (await session.execute(query)).all()
    return found


async def open_disputes(session: AsyncSession, organisation_id: UUID) -> Sequence[Row[Any]]:
    """What is disputed about one organisation, by name."""
    unsettled = (disputes.c.organisation == organisation_id) & disputes.c.settled_at.is_(None)
    found: Sequence[Row[Any]] = (
        await session.execute(select(disputes).where(unsettled).order_by(disputes.c.name))
    ).all()
    return found


async def dispute_called(session: AsyncSession, dispute_id: UUID) -> Row[Any]:
    """One dispute, settled or not. Raises NotFound."""
    found: Row[Any] | None = (await session.execute(select(disputes).where(disputes.c.id == dispute_id))).one_or_none()
    if found is None:
        raise NotFound(f"There is no dispute {dispute_id}.")
    return found


def fact_of(row: Row[Any]) -> Fact:
    """A row as the rules see it."""
    stated = dict(row._mapping)
    return Fact(**{**stated, "standing": Standing(stated["standing"])})
