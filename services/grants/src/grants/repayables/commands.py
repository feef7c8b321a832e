"""What one may do with a repayable grant: load, decide, record."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.grants import InstalmentReceived, RepaymentAgreed, RepaymentDue, RepaymentEnded, WriteOffApproved
from grants.agreements.queries import funders_grant
from grants.repayables.domain import Due, Repayable
from grants.repayables.queries import funders_repayable, recipients_repayable, repayment_told
from grants.schemes.commands import replenish
from kernel.clock import day_of
from kernel.money import Money
from kernel.versions import must_match
from rulebook.rules import rule


async def agree_terms(
    session: AsyncSession,
    funder_id: UUID,
    grant_id: UUID,
    *,
    revenue_floor: Money,
    share: Decimal,
    grace_ends_on: date,
    now: datetime,
) -> Repayable:
    """Put the terms on record, once. Raises RuleBroken for a grant that is to be kept."""
    repayable = Repayable(
        grant_id=grant_id,
        grant=await funders_grant(session, funder_id, grant_id),
        revenue_floor=revenue_floor,
        share=share,
        grace_ends_on=grace_ends_on,
        approvals_needed=rule("repayables.write_off", on=day_of(now)).number("approvals"),
        agreed_at=now,
    )
    session.add(repayable)
    await flush_or_conflict(session, "The terms of this grant are agreed already.")
    told = await repayment_told(session, repayable, day_of(now))
    await emit(session, grant_id, RepaymentAgreed(occurred_at=now, repayment=told))
    return repayable


async def report_revenue(
    session: AsyncSession,
    recipient_id: UUID,
    grant_id: UUID,
    *,
    revenue: Money,
    period_ends_on: date,
    expected: int | None,
    now: datetime,
) -> tuple[Repayable, Due]:
    """The recipient reports what it earned; the answer is what is due of it."""
    repayable = await recipients_repayable(session, recipient_id, grant_id)
    must_match(repayable.version, expected)
    due = repayable.report(revenue, period_ends_on, now=now)
    told = RepaymentDue(
        occurred_at=now,
        repayment=await repayment_told(session, repayable, day_of(now)),
        number=due.number,
        period_ends_on=period_ends_on,
        revenue=str(revenue),
        amount=str(due.amount),
    )
    await emit(session, grant_id, told)
    return repayable, due


async def receive_repayment(
    session: AsyncSession, funder_id: UUID, grant_id: UUID, *, number: int, expected: int | None, now: datetime
) -> Repayable:
    """What was due for a period has come, and goes back to the scheme that it was given from."""
    repayable = await funders_repayable(session, funder_id, grant_id)
    must_match(repayable.version, expected)
    amount = repayable.receive(number, now=now)
    await replenish(session, repayable.grant.scheme_id, amount, now=now)
    told = await repayment_told(session, repayable, day_of(now))
    await emit(session, grant_id, InstalmentReceived(occurred_at=now, repayment=told, amount=str(amount)))
    return repayable


async def convert(
    session: AsyncSession, funder_id: UUID, grant_id: UUID, *, reason: str, expected: int | None, now: datetime
) -> Repayable:
    """Leave the rest with the recipient."""
    repayable = await funders_repayable(session, funder_id, grant_id)
    must_match(repayable.version, expected)
    repayable.convert(reason, now=now)
    told = await repayment_told(session, repayable, day_of(now))
    await emit(session, grant_id, RepaymentEnded(occurred_at=now, repayment=told))
    return repayable


async def approve_write_off(
    session: AsyncSession, funder_id: UUID, grant_id: UUID, *, reason: str, by: str, now: datetime
) -> Repayable:
    """One person's approval; the rest is given up with the last that it takes."""
    repayable = await funders_repayable(session, funder_id, grant_id)
    repayable.approve_write_off(by, reason, now=now)
    told = await repayment_told(session, repayable, day_of(now))
    if repayable.ended_as is None:
        await emit(session, grant_id, WriteOffApproved(occurred_at=now, repayment=told))
    else:
        await emit(session, grant_id, RepaymentEnded(occurred_at=now, repayment=told))
    return repayable
