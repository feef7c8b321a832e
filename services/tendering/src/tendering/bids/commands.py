"""What one may do with a bid: load, decide, record.

Nothing of a bid enters the ledger before the deadline. The ledger's feed is public: even a redacted position would
tell that somebody had bid. When the deadline has passed, `open_bids` records every live bid, once.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.documents import must_be_clean
from chassis.ledger import emit
from events.tendering import BidReceived
from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from kernel.versions import must_match
from tendering.bids.domain import Bid, must_welcome
from tendering.bids.queries import bid_to_change, bids_to_open
from tendering.bids.tables import late_attempts
from tendering.envelopes.domain import Envelope, SealedBy, SealedEnvelope
from tendering.envelopes.queries import must_name_suppliers
from tendering.invitations.queries import must_be_allowed_to_bid
from tendering.notices.domain import Notice
from tendering.notices.queries import notice_to_bid_for
from tendering.phases.queries import must_be_invited
from tendering.sealing.queries import key_of
from tendering.sealing.rules.boxes import commitment_of, filled, sealed
from tendering.sealing.rules.contexts import of_bid, terms_of
from tendering.suppliers.queries import active_provider, party

BATCH = 200


async def submit_bid(
    session: AsyncSession,
    bidder_id: UUID,
    notice_id: UUID,
    shut: Envelope | SealedEnvelope,
    *,
    text: bytes,
    now: datetime,
) -> Bid:
    """Put a bid in the box, in time; `text` is how it was sent.

    Raises Conflict if the provider already has one there for one of these lots.
    """
    await active_provider(session, bidder_id)
    notice = await notice_to_bid_for(session, notice_id)
    if notice.buyer_id == bidder_id:
        raise RuleBroken("A buyer cannot bid for its own contract.")
    must_welcome(notice, now=now)
    await must_be_allowed_to_bid(session, notice, bidder_id, shut.lots)
    shut = await _as_chosen(session, notice, bidder_id, shut, text)
    shut.must_fit(notice)
    bid = Bid(
        id=new_id(),
        notice_id=notice_id,
        bidder_id=bidder_id,
        contents=shut if isinstance(shut, Envelope) else None,
        sealed=shut if isinstance(shut, SealedEnvelope) else None,
        received_at=now,
        terms_hash=notice.terms_hash,
    )
    session.add(bid)
    await flush_or_conflict(session, "You already have a bid for one of these lots; replace it or withdraw it.")
    return bid


async def note_late(session: AsyncSession, bidder_id: UUID, notice_id: UUID, *, now: datetime) -> None:
    """Keep that a bid came too late, for who asks why it is not there."""
    attempt = {"id": new_id(), "notice_id": notice_id, "bidder_id": bidder_id, "received_at": now}
    await session.execute(insert(late_attempts).values(attempt))


async def replace_bid(
    session: AsyncSession,
    bidder_id: UUID,
    bid_id: UUID,
    shut: Envelope | SealedEnvelope,
    *,
    text: bytes,
    expected: int | None,
    now: datetime,
) -> Bid:
    """Put something else in the envelope, in time."""
    bid = await bid_to_change(session, bidder_id, bid_id)
    must_match(bid.version, expected)
    notice = await notice_to_bid_for(session, bid.notice_id)
    must_welcome(notice, now=now)
    await must_be_invited(session, notice, bidder_id, shut.lots)
    bid.replace(await _as_chosen(session, notice, bidder_id, shut, text), notice, now=now)
    return bid


async def _as_chosen(
    session: AsyncSession, notice: Notice, bidder_id: UUID, shut: Envelope | SealedEnvelope, text: bytes
) -> Envelope | SealedEnvelope:
    """The bid as it may be kept: sealed here if it came in clear for a notice that has a key."""
    if isinstance(shut, SealedEnvelope):
        return shut
    await must_name_suppliers(session, shut, bidder_id)
    await must_be_clean(session, shut.documents, bidder_id)
    if notice.sealing_key_id is None:
        return replace(shut, digest=commitment_of(text))
    shut.must_fit(notice)
    key, terms = await key_of(session, notice), terms_of(notice)
    box = sealed(filled(text), key.public_key, of_bid(notice.id, bidder_id, key.id, terms))
    return SealedEnvelope(ciphertext=box, key_id=key.id, terms=terms, lots=list(shut.lots), sealed_by=SealedBy.SERVER)


async def withdraw_bid(
    session: AsyncSession, bidder_id: UUID, bid_id: UUID, *, expected: int | None, now: datetime
) -> Bid:
    """Take a bid back, in time."""
    bid = await bid_to_change(session, bidder_id, bid_id)
    must_match(bid.version, expected)
    bid.withdraw(await notice_to_bid_for(session, bid.notice_id), now=now)
    return bid


async def open_bids(session: AsyncSession, now: datetime, notice_id: UUID | None = None) -> None:
    """Record the bids whose deadline has passed, of one notice or of any; a timer, and safe to call again."""
    for bid in await bids_to_open(session, now=now, notice_id=notice_id, limit=None if notice_id else BATCH):
        bid.opened_at = now
        await record(session, bid, now=now)


async def record(session: AsyncSession, bid: Bid, *, now: datetime) -> None:
    """Put an opened bid in the ledger, without its price."""
    received = BidReceived(
        occurred_at=now,
        notice_id=bid.notice_id,
        bidder=await party(session, bid.bidder_id),
        lot_ids=[claim.lot_id for claim in bid.claims],
        received_at=bid.received_at,
    )
    await emit(session, bid.id, received)
