"""What one may ask about bids. The only place where an envelope is opened for a reader."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload, undefer

from chassis.ledger import ledger
from events.tendering import BidReceived
from kernel.errors import NotFound
from tendering.bids.domain import Bid, may_read, must_be_closed, must_be_open, must_show_prices
from tendering.bids.tables import bids, late_attempts, sealed_envelopes
from tendering.envelopes.domain import SealedEnvelope
from tendering.notices.domain import Notice
from tendering.notices.queries import terms_in_force, visible_notice
from tendering.notices.tables import notices

OPENED = undefer(Bid.contents)  # type: ignore[arg-type]  # mapped imperatively
CIPHERTEXT = selectinload(Bid.sealed).undefer(SealedEnvelope.ciphertext)  # type: ignore[misc, arg-type]
CLOSED = or_(notices.c.cancelled_at.is_(None), notices.c.cancelled_at > notices.c.closes_at)
#: A bid for terms that were amended since is neither opened nor counted.
LIVE = bids.c.withdrawn_at.is_(None) & bids.c.terms_hash.is_not_distinct_from(terms_in_force(bids.c.notice_id))
#: A spoilt bid was in time, and counts for nothing.
VALID = LIVE & bids.c.spoilt_because.is_(None)


async def bid_to_change(session: AsyncSession, bidder_id: UUID, bid_id: UUID) -> Bid:
    """The provider's own bid, envelope shut, held until the transaction ends. Another's reads as not found."""
    bid = await session.get(Bid, bid_id, with_for_update=True)
    if bid is None or bid.bidder_id != bidder_id:
        raise NotFound(f"There is no bid {bid_id}.")
    return bid


async def own_bid(session: AsyncSession, bidder_id: UUID, bid_id: UUID) -> Bid:
    """The provider's own bid, envelope shut. Another's reads as not found."""
    bid = await session.get(Bid, bid_id)
    if bid is None or bid.bidder_id != bidder_id:
        raise NotFound(f"There is no bid {bid_id}.")
    return bid


async def position_of(session: AsyncSession, bid: Bid) -> int | None:
    """Where the ledger tells of the bid: nowhere before it is open and the relay has numbered that."""
    told = select(ledger.c.position).where(ledger.c.entity == bid.id, ledger.c.type == BidReceived.type)
    return await session.scalar(told)


async def opened_bid(session: AsyncSession, notice: Notice, bid_id: UUID, *, now: datetime) -> Bid:
    """A live bid for this notice, opened. Raises RuleBroken before the deadline, whether there is such a bid or not."""
    must_be_open(notice, now=now)
    bid = await session.scalar(
        select(Bid).where(bids.c.id == bid_id, bids.c.notice_id == notice.id, VALID).options(OPENED)
    )
    if bid is None:
        raise NotFound(f"There is no bid {bid_id} for this notice.")
    return bid


async def readable_bid(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], bid_id: UUID, *, now: datetime
) -> Bid:
    """The reader's own bid, or one that is open to it. Any other reads as not found."""
    found = await session.execute(
        select(Bid, Notice).join(Notice, notices.c.id == bids.c.notice_id).where(bids.c.id == bid_id).options(OPENED)
    )
    for bid, notice in found:
        if may_read(bid, notice, organisation_id, roles, now=now):
            if bid.bidder_id != organisation_id:
                must_show_prices(notice)
            return bid
    raise NotFound(f"There is no bid {bid_id}.")


async def readable_bids(
    session: AsyncSession,
    organisation_id: UUID | None,
    roles: Collection[str],
    notice_id: UUID,
    *,
    now: datetime,
    after: UUID | None,
    limit: int,
) -> Sequence[Bid]:
    """All live bids for who is entitled, after the deadline (RuleBroken before it); for anybody else, its own."""
    notice = await visible_notice(session, organisation_id, notice_id)
    query = select(Bid).where(bids.c.notice_id == notice_id).order_by(bids.c.id).limit(limit).options(OPENED)
    if notice.shows_all_to(organisation_id, roles):
        must_be_open(notice, now=now)
        must_show_prices(notice)
        query = query.where(LIVE)
    else:
        query = query.where(bids.c.bidder_id == organisation_id)
    if after is not None:
        query = query.where(bids.c.id > after)
    return (await session.scalars(query)).all()


async def live_bids(session: AsyncSession, notice: Notice, *, now: datetime) -> Sequence[Bid]:
    """Every live bid for a notice, opened, in the order of receipt. Raises RuleBroken before the deadline."""
    must_be_open(notice, now=now)
    query = select(Bid).where(bids.c.notice_id == notice.id, VALID).options(OPENED)
    return (await session.scalars(query.order_by(bids.c.received_at, bids.c.id))).all()


async def bids_to_open(
    session: AsyncSession, *, now: datetime, notice_id: UUID | None, limit: int | None
) -> Sequence[Bid]:
    """Live bids, not sealed to a key, whose deadline has passed and that were not recorded yet.

    Another worker's are left to it.
    """
    query = (
        select(Bid)
        .join(notices, notices.c.id == bids.c.notice_id)
        .where(LIVE, bids.c.opened_at.is_(None), notices.c.closes_at < now, CLOSED)
        .where(notices.c.sealing_key_id.is_(None))
        .order_by(bids.c.received_at, bids.c.id)
        .limit(limit)
        .options(OPENED)
        .with_for_update(of=bids, skip_locked=notice_id is None)
    )
    if notice_id is not None:
        query = query.where(bids.c.notice_id == notice_id)
    return (await session.scalars(query)).all()


async def sealed_bids(session: AsyncSession, notice_id: UUID) -> Sequence[Bid]:
    """The live bids for a notice with what was sealed, held until the transaction ends, in the order of receipt."""
    query = (
        select(Bid)
        .where(bids.c.notice_id == notice_id, LIVE)
        .order_by(bids.c.received_at, bids.c.id)
        .options(OPENED, CIPHERTEXT)
        .with_for_update()
    )
    return (await session.scalars(query)).all()


async def commitments_of(session: AsyncSession, notice_id: UUID) -> Sequence[str]:
    """What the live bids for a notice are known by, in an order that says nothing of their bidders."""
    found = (
        select(sealed_envelopes.c.commitment)
        .join(bids, bids.c.id == sealed_envelopes.c.bid_id)
        .where(bids.c.notice_id == notice_id, LIVE)
        .order_by(sealed_envelopes.c.commitment)
    )
    return (await session.scalars(found)).all()


async def count_of_bids(session: AsyncSession, notice: Notice, *, now: datetime) -> int:
    """How many live bids there are. Raises RuleBroken before the deadline."""
    must_be_open(notice, now=now)
    counted = await session.scalar(select(func.count()).where(bids.c.notice_id == notice.id, VALID))
    return counted or 0


async def late_attempts_at(
    session: AsyncSession,
    organisation_id: UUID | None,
    roles: Collection[str],
    notice_id: UUID,
    *,
    now: datetime,
    after: UUID | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Who tried too late, oldest first: all for auditors (RuleBroken before the deadline), for anybody else its own."""
    notice = await visible_notice(session, organisation_id, notice_id)
    query = select(late_attempts).where(late_attempts.c.notice_id == notice_id).order_by(late_attempts.c.id)
    if "auditor" in roles:
        must_be_closed(notice, now=now)
    else:
        query = query.where(late_attempts.c.bidder_id == organisation_id)
    if after is not None:
        query = query.where(late_attempts.c.id > after)
    return (await session.execute(query.limit(limit))).all()
