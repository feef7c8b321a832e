"""What openers do: load, decide, record. Enough shares open every bid in one transaction, or none."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from chassis.sealing import Seal, WrongSecret
from events.tendering import BidsOpened, CommitmentsLogged, SpoiltBid
from kernel.errors import Unacceptable
from tendering.bids.commands import record
from tendering.bids.queries import commitments_of, sealed_bids
from tendering.envelopes.domain import Envelope
from tendering.envelopes.queries import must_name_suppliers
from tendering.notices.domain import Notice
from tendering.openings.domain import CommitmentLog, Outcome, must_be_over
from tendering.openings.queries import log_of, notice_to_open, notices_to_log
from tendering.openings.rules import Spoilt, opened
from tendering.sealing.domain import SealingKey, Share
from tendering.sealing.queries import key_of
from tendering.sealing.rules.quorum import must_be_dealt, private_key_of

Read = Callable[[bytes], Envelope]


async def log_commitments(session: AsyncSession, now: datetime) -> None:
    """Publish what was in at each deadline that has passed; a timer, and safe to call again."""
    for notice in await notices_to_log(session, now=now):
        await _logged(session, notice, await key_of(session, notice), now=now)


async def _logged(session: AsyncSession, notice: Notice, key: SealingKey, *, now: datetime) -> CommitmentLog:
    known = await log_of(session, notice.id)
    if known is not None:
        return known
    log = CommitmentLog(notice_id=notice.id, commitments=list(await commitments_of(session, notice.id)), logged_at=now)
    session.add(log)
    notice.bids_logged_at = now
    event = CommitmentsLogged(occurred_at=now, notice_id=notice.id, key_id=key.id, commitments=log.commitments)
    await emit(session, notice.id, event)
    return log


async def post_share(
    session: AsyncSession, subject: str, notice_id: UUID, part: bytes, *, seal: Seal, read: Read, now: datetime
) -> SealingKey:
    """Bring a share to the opening; the last one that is needed opens all bids.

    Raises RuleBroken before the deadline and once the bids are open, Unacceptable for a share that was not dealt, and
    Conflict for one that is here already. Until there are enough, shares are kept under the service's own seal.
    """
    notice = await notice_to_open(session, notice_id)
    key = await key_of(session, notice)
    share = key.share_of(subject)
    must_be_over(notice, now=now)
    must_be_dealt(key, share, part)
    share.held, share.posted_at = seal.close(part, _name(key, share)), now
    parts = _parts(key, seal)
    if len(parts) >= key.threshold:
        await _open(session, notice, key, private_key_of(key, parts), read=read, now=now)
    return key


def _parts(key: SealingKey, seal: Seal) -> dict[int, bytes]:
    """The shares that are here. One that was kept under another secret is asked for again."""
    parts = {}
    for share in key.shares:
        if share.held is not None:
            try:
                parts[share.number] = seal.open(share.held, _name(key, share))
            except WrongSecret:
                share.held = share.posted_at = None
    return parts


def _name(key: SealingKey, share: Share) -> str:
    return f"share {share.number} of {key.id}"


async def _open(
    session: AsyncSession, notice: Notice, key: SealingKey, private_key: bytes, *, read: Read, now: datetime
) -> None:
    log, outcome = await _logged(session, notice, key, now=now), Outcome()
    for bid in await sealed_bids(session, notice.id):
        if bid.sealed is None:  # came before there was a key
            continue
        try:
            envelope = opened(bid, bid.sealed, notice, private_key, logged=log.commitments, read=read)
            await must_name_suppliers(session, envelope, bid.bidder_id)
        except (Spoilt, Unacceptable) as reason:
            bid.spoil(str(reason), now=now)
            outcome.spoilt[bid.sealed.commitment] = str(reason)
        else:
            bid.open(envelope, now=now)
            outcome.opened.append(bid.sealed.commitment)
        await record(session, bid, now=now)
    outcome.missing = log.missing({*outcome.opened, *outcome.spoilt})
    notice.bids_opened_at = now
    for share in key.shares:
        share.held = None
    await emit(session, notice.id, _told(key, outcome, now))


def _told(key: SealingKey, outcome: Outcome, now: datetime) -> BidsOpened:
    return BidsOpened(
        occurred_at=now,
        notice_id=key.notice_id,
        key_id=key.id,
        threshold=key.threshold,
        holders=[share.opener.organisation_id for share in key.posted],
        opened=sorted(outcome.opened),
        spoilt=[SpoiltBid(commitment=name, reason=why) for name, why in sorted(outcome.spoilt.items())],
        missing=outcome.missing,
    )
