"""What one may do about social value: load, decide, record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import (
    PromiseKept,
    SocialValueDelivered,
    SocialValueOverdue,
    SocialValuePromised,
    SocialValueReviewed,
)
from events.tendering import SocialValuePromise as PromiseTold
from kernel.clock import day_of
from kernel.errors import RuleBroken
from kernel.money import Money
from kernel.rounding import half_up
from tendering.contracts.domain import Contract
from tendering.contracts.queries import buyers_contract, suppliers_contract
from tendering.social_value.domain import Delivery, Promise, Retention, Review, must_be_new
from tendering.social_value.queries import (
    Ledger,
    delivery_to_verify,
    ledger_of,
    promise_to_keep,
    promises_to_judge,
    trail_of,
)
from tendering.social_value.rules import is_overdue, is_spared, kept, to_release
from tendering.suppliers.queries import party

BATCH = 200


async def promise_value(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    said: Sequence[Mapping[str, Any]],
    retention: Money | None,
    now: datetime,
) -> Ledger:
    """Put on record what the supplier promised in its bid, and what is held back of the charges until it is kept."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    contract.must_be_active()
    ledger = await ledger_of(session, contract, now=now)
    first = len(ledger.promises) + 1
    made = [
        Promise(contract_id=contract.id, number=first + index, promised_at=now, **each)
        for index, each in enumerate(said)
    ]
    must_be_new(made, ledger.promises)
    session.add_all(made)
    if retention is not None:
        await hold_back(session, ledger.retention, retention)
    await session.flush()
    told = SocialValuePromised(
        occurred_at=now,
        notice_id=contract.notice_id,
        supplier=await party(session, contract.supplier_id),
        promises=[as_told(each) for each in (*ledger.promises, *made)],
        retention=str(retention or ledger.retention.held),
    )
    await emit(session, contract.id, told)
    return await ledger_of(session, contract, now=now)


async def hold_back(session: AsyncSession, known: Retention, held: Money) -> None:
    """Hold back that much. Raises RuleBroken for less than was released already."""
    if held < known.released:
        raise RuleBroken(f"£{known.released} were released already; less cannot have been held back.")
    known.held = held
    session.add(known)


async def report_delivery(
    session: AsyncSession, supplier_id: UUID, promise_id: UUID, *, delivered: Decimal, evidence: str, now: datetime
) -> Delivery:
    """The supplier says what it has delivered so far; it counts once somebody else has verified it."""
    promise = await promise_to_keep(session, promise_id)
    await suppliers_contract(session, supplier_id, promise.contract_id)
    made = Delivery(promise_id=promise.id, reported=delivered, evidence=evidence, reported_at=now)
    session.add(made)
    await session.flush()
    return made


async def verify_delivery(
    session: AsyncSession,
    delivery_id: UUID,
    *,
    found: Decimal,
    by: str,
    organisation: UUID | None,
    now: datetime,
) -> Delivery:
    """Somebody who neither pays nor delivers says what it came to."""
    delivery, contract = await delivery_to_verify(session, delivery_id)
    parties = frozenset({contract.buyer_id, contract.supplier_id})
    delivery.verify(found, by=by, organisation=organisation, parties=parties, now=now)
    promise = await session.get_one(Promise, delivery.promise_id)
    told = SocialValueDelivered(
        occurred_at=now,
        notice_id=contract.notice_id,
        supplier=await party(session, contract.supplier_id),
        promise=as_told(promise),
        delivered=f"{found:f}",
    )
    await emit(session, contract.id, told)
    return delivery


async def review_value(session: AsyncSession, buyer_id: UUID, contract_id: UUID, *, now: datetime) -> Ledger:
    """Strike the balance: what is kept and overdue, what is released for it, and the supplier's trailing ratio."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    ledger = await ledger_of(session, contract, now=now)
    if not ledger.promises:
        raise RuleBroken("Nothing was promised in this contract.")
    share = ledger.ratio
    release = to_release(ledger.retention, share)
    made = Review(
        contract_id=contract.id,
        supplier_id=contract.supplier_id,
        number=len(ledger.reviews) + 1,
        ratio=None if share is None else half_up(share, 6),
        released=release,
        reviewed_at=now,
    )
    session.add(made)
    if release.pence:
        ledger.retention.released = ledger.retention.released + release
    await session.flush()
    await tell_review(session, contract, ledger, made, now=now)
    return await ledger_of(session, contract, now=now)


async def tell_review(
    session: AsyncSession, contract: Contract, ledger: Ledger, made: Review, *, now: datetime
) -> None:
    """Tell everybody, whoever evaluates the supplier's next bid among them."""
    trail = await trail_of(session, contract.supplier_id, now=now)
    told = SocialValueReviewed(
        occurred_at=now,
        notice_id=contract.notice_id,
        buyer=await party(session, contract.buyer_id),
        supplier=await party(session, contract.supplier_id),
        promises=[as_kept(each) for each in ledger.promises],
        overdue=[each.reference for each in ledger.promises if is_overdue(each, day_of(now))],
        ratio=None if made.ratio is None else f"{made.ratio:f}",
        released=str(made.released),
        trailing_ratio=None if trail.ratio is None else f"{trail.ratio:f}",
    )
    await emit(session, contract.id, told)


async def tell_overdue_promises(session: AsyncSession, now: datetime) -> None:
    """Say once of each promise that its day is over and it is not kept; a timer, and safe to call again.

    What a contract that ended before had still to keep is nobody's any more.
    """
    for promise, contract in await promises_to_judge(session, day_of(now), limit=BATCH):
        promise.judged_at = now
        if not is_overdue(promise, day_of(now)) or is_spared(promise, contract.ended_on):
            continue
        told = SocialValueOverdue(
            occurred_at=now,
            notice_id=contract.notice_id,
            buyer=await party(session, contract.buyer_id),
            supplier=await party(session, contract.supplier_id),
            overdue=as_kept(promise),
        )
        await emit(session, contract.id, told)


def as_told(promise: Promise) -> PromiseTold:
    """What an event says of a promise."""
    return PromiseTold(
        reference=promise.reference,
        unit=promise.unit,
        weight=f"{promise.weight:f}",
        promised=f"{promise.promised:f}",
        direction=promise.direction,
        due_on=promise.due_on,
    )


def as_kept(promise: Promise) -> PromiseKept:
    """What an event says of how far a promise is kept."""
    share = kept(promise)
    return PromiseKept(
        promise=as_told(promise),
        delivered=None if promise.delivered is None else f"{promise.delivered:f}",
        kept=None if share is None else f"{half_up(share, 6):f}",
    )
