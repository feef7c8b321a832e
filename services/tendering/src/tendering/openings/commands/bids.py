"""The bids for a notice, which its own key opens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import BidsOpened, CommitmentsLogged, SpoiltBid
from tendering.bids.commands import record
from tendering.bids.domain import Bid
from tendering.bids.queries import commitments_of, sealed_bids
from tendering.envelopes.domain import Envelope
from tendering.envelopes.queries import must_name_suppliers
from tendering.notices.domain import Notice
from tendering.openings.domain import CommitmentLog, Outcome, must_be_over
from tendering.openings.queries import log_of, notices_to_log
from tendering.openings.rules import must_be_for_its_lots
from tendering.sealing.domain import Log, SealingKey
from tendering.sealing.queries import key_of
from tendering.sealing.rules.contexts import of_bid, terms_of


@dataclass(frozen=True)
class Bids:
    """A chest of bids; `read` takes apart what each says."""

    notice: Notice
    key: SealingKey
    read: Callable[[bytes], Envelope]

    def must_be_over(self, *, now: datetime) -> None:
        """Raise RuleBroken before the deadline and once they are open."""
        must_be_over(self.notice, now=now)

    async def log(self, session: AsyncSession, *, now: datetime) -> Log:
        """What was in at the deadline."""
        return await logged(session, self.notice, self.key, now=now)

    async def sent(self, session: AsyncSession) -> Sequence[Bid]:
        """The live bids, in the order of receipt; not what came before there was a key."""
        return [bid for bid in await sealed_bids(session, self.notice.id) if bid.sealed is not None]

    def context(self, one: Bid) -> bytes:
        """Its bidder, notice, key and terms."""
        return of_bid(self.notice.id, one.bidder_id, self.key.id, terms_of(self.notice))

    async def open(self, session: AsyncSession, one: Bid, text: bytes, *, now: datetime) -> None:
        """Show what it says."""
        envelope = self.read(text)
        envelope.must_fit(self.notice)
        if one.sealed is not None:
            must_be_for_its_lots(envelope, one.sealed)
        await must_name_suppliers(session, envelope, one.bidder_id, was_sent=True)
        one.open(envelope, now=now)

    def spoil(self, one: Bid, reason: str, *, now: datetime) -> None:
        """It counts for nothing."""
        one.spoil(reason, now=now)

    async def tell(
        self, session: AsyncSession, sent: Sequence[Bid], log: Log, outcome: Outcome, *, now: datetime
    ) -> None:
        """Record each bid, then the opening, for everybody."""
        for bid in sent:
            await record(session, bid, now=now)
        self.notice.bids_opened_at = now
        told = BidsOpened(
            occurred_at=now,
            notice_id=self.notice.id,
            key_id=self.key.id,
            threshold=self.key.threshold,
            holders=[share.opener.organisation_id for share in self.key.posted],
            opened=sorted(outcome.opened),
            spoilt=[SpoiltBid(commitment=name, reason=why) for name, why in sorted(outcome.spoilt.items())],
            missing=outcome.missing,
        )
        await emit(session, self.notice.id, told)


async def log_commitments(session: AsyncSession, now: datetime) -> None:
    """Publish what was in at each deadline for bids that has passed; a timer, and safe to call again."""
    for notice in await notices_to_log(session, now=now):
        await logged(session, notice, await key_of(session, notice), now=now)


async def logged(session: AsyncSession, notice: Notice, key: SealingKey, *, now: datetime) -> CommitmentLog:
    """What was in at the deadline; written down and published the first time."""
    known = await log_of(session, notice.id)
    if known is not None:
        return known
    log = CommitmentLog(notice_id=notice.id, commitments=list(await commitments_of(session, notice.id)), logged_at=now)
    session.add(log)
    notice.bids_logged_at = now
    event = CommitmentsLogged(occurred_at=now, notice_id=notice.id, key_id=key.id, commitments=log.commitments)
    await emit(session, notice.id, event)
    return log
