"""What one may do with a draft. Nothing of it enters the ledger."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.sealing import Seal, WrongSecret
from kernel.errors import RuleBroken
from kernel.versions import must_match
from tendering.bids.domain import must_welcome
from tendering.drafts.domain import Draft, name_of
from tendering.drafts.queries import draft_of, own_draft
from tendering.notices.queries import notice_to_bid_for
from tendering.suppliers.queries import active_provider


async def write_draft(
    session: AsyncSession,
    bidder_id: UUID,
    notice_id: UUID,
    text: bytes,
    *,
    seal: Seal,
    expected: int | None,
    now: datetime,
) -> Draft:
    """Keep what is written, whole or not, in place of what was. Raises RuleBroken once no bid would be taken."""
    await active_provider(session, bidder_id)
    must_welcome(await notice_to_bid_for(session, notice_id), now=now)
    kept = seal.close(text, name_of(notice_id, bidder_id))
    draft = await draft_of(session, bidder_id, notice_id)
    must_match(0 if draft is None else draft.version, expected)
    if draft is not None:
        draft.change(kept, now=now)
        return draft
    draft = Draft(notice_id=notice_id, bidder_id=bidder_id, kept=kept, changed_at=now)
    session.add(draft)
    return draft


async def discard_draft(session: AsyncSession, bidder_id: UUID, notice_id: UUID) -> None:
    """Let go of what is written; it was never anybody else's."""
    await session.delete(await own_draft(session, bidder_id, notice_id))


async def let_go(session: AsyncSession, bidder_id: UUID, notice_id: UUID) -> None:
    """The same, where there may be none: what was submitted by other means is no draft any more."""
    draft = await draft_of(session, bidder_id, notice_id)
    if draft is not None:
        await session.delete(draft)


def text_of(draft: Draft, seal: Seal) -> bytes:
    """What is written. Raises RuleBroken where the service has another secret since."""
    try:
        return seal.open(draft.kept, name_of(draft.notice_id, draft.bidder_id))
    except WrongSecret as error:
        raise RuleBroken("The draft cannot be read any more; write it anew.") from error
