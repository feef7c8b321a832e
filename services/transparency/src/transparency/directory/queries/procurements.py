"""Notices and contracts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from events.tendering import Agreement, Announcement, AwardDecision
from kernel.clock import end_of
from kernel.errors import NotFound
from transparency.directory.domain import ContractStep, Rating, Standing
from transparency.directory.queries.finding import Asked
from transparency.directory.tables import awards, contract_steps, contracts, notices, ratings

#: The steps after which a contract binds otherwise than before.
BINDING = ("signed", "amended", "ended", "terminated")


@dataclass(frozen=True, slots=True)
class ContractFile:
    """A contract, what led to it, each step of its life, and what users say of the service."""

    contract: Agreement
    notice: Announcement
    steps: Sequence[ContractStep]
    rating: Rating | None


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A notice, and what became of it."""

    notice: Announcement
    cancelled_at: datetime | None
    cancelled_for: str | None
    awards: Sequence[AwardDecision]
    contracts: Sequence[Agreement]

    def is_open(self, now: datetime) -> bool:
        """Whether bids are welcome; the deadline itself is in time."""
        return self.cancelled_at is None and now <= self.notice.closes_at and self.notice.justification is None


def asked_of_contracts(text: str = "", *, standing: Standing | None = None, party: UUID | None = None) -> Asked:
    """Contracts, the latest first; `party` bought or supplies."""
    conditions: list[ColumnElement[bool]] = []
    if standing is not None:
        conditions.append(contracts.c.status == standing)
    if party is not None:
        conditions.append(or_(contracts.c.buyer_id == party, contracts.c.supplier_ids.contains([party])))
    return Asked(contracts, contracts.c.signed_at, falling=True, conditions=conditions, text=text)


def as_they_stood(day: date | None) -> Subquery:
    """Contracts signed by the end of a day as they then stood, or as they stand: value, end, and the last day that
    they bind. An assessment changes none of that.
    """
    steps = contract_steps.c
    until = [] if day is None else [steps.at < end_of(day)]
    return (
        select(steps.contract_id, steps.value, steps.ends_on, func.coalesce(steps.day, steps.ends_on).label("last"))
        .ext(distinct_on(steps.contract_id))
        .where(steps.kind.in_(BINDING), *until)
        .order_by(steps.contract_id, steps.number.desc())
        .subquery()
    )


def asked_of_open_notices(now: datetime, text: str = "", *, party: UUID | None = None) -> Asked:
    """Notices that welcome bids, the one that closes first at the top."""
    competes = notices.c.facts["justification"].astext.is_(None)
    conditions = [notices.c.cancelled_at.is_(None), notices.c.closes_at >= now, competes]
    if party is not None:
        conditions.append(notices.c.buyer_id == party)
    return Asked(notices, notices.c.closes_at, falling=False, conditions=conditions, text=text)


async def contract_file(session: AsyncSession, contract_id: UUID) -> ContractFile:
    """All about a contract. Raises NotFound."""
    query = (
        select(contracts.c.facts, notices.c.facts.label("notice"))
        .join(notices, notices.c.id == contracts.c.notice_id)
        .where(contracts.c.id == contract_id)
    )
    found = (await session.execute(query)).first()
    if found is None:
        raise NotFound("No contract is published at this address.")
    step = contract_steps.c
    steps = await session.execute(
        select(step.kind, step.at, step.day, step.said, step.value, step.ends_on)
        .where(step.contract_id == contract_id)
        .order_by(step.number)
    )
    rated = select(ratings.c.contract_id, ratings.c.service, ratings.c.count, ratings.c.score)
    rating = (await session.execute(rated.where(ratings.c.contract_id == contract_id))).first()
    return ContractFile(
        Agreement.model_validate(found.facts),
        Announcement.model_validate(found.notice),
        [ContractStep(*row) for row in steps],
        None if rating is None else Rating(*rating),
    )


async def notice_file(session: AsyncSession, notice_id: UUID) -> NoticeFile:
    """All about a notice. Raises NotFound."""
    row = notices.c
    query = select(row.facts, row.cancelled_at, row.cancelled_for).where(row.id == notice_id)
    found = (await session.execute(query)).first()
    if found is None:
        raise NotFound("No notice is published at this address.")
    made = select(awards.c.facts).where(awards.c.notice_id == notice_id).order_by(awards.c.decided_at, awards.c.id)
    signed = select(contracts.c.facts).where(contracts.c.notice_id == notice_id)
    signed = signed.order_by(contracts.c.signed_at, contracts.c.id)
    return NoticeFile(
        Announcement.model_validate(found.facts),
        found.cancelled_at,
        found.cancelled_for,
        [AwardDecision.model_validate(facts) for facts in await session.scalars(made)],
        [Agreement.model_validate(facts) for facts in await session.scalars(signed)],
    )
