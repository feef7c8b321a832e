"""What one may do with an open framework: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import RuleBroken
from tendering.awards.queries import awards_by
from tendering.bids.commands import submit_bid
from tendering.bids.domain import Bid
from tendering.bids.queries import opened_bid, own_bid
from tendering.frameworks.domain import known_by
from tendering.frameworks.queries import framework_of
from tendering.notices.commands import publish_notice
from tendering.notices.domain import Notice
from tendering.notices.queries import notice_to_bid_for, notice_to_change
from tendering.rounds.queries import scheme_to_reopen
from tendering.rounds.rules import carried_over, rules_of_reopening


async def reopen_framework(
    session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, expected: int | None, now: datetime
) -> Notice:
    """Publish another round of an open framework; who is on it stays until the round is awarded. Raises Refused."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    scheme = await scheme_to_reopen(session, notice)
    says = rules_of_reopening(scheme, notice, now=now)
    *_, prior_id = scheme.rounds
    notice.prior_id = known_by(await session.get_one(Notice, prior_id))
    return await publish_notice(session, buyer_id, notice.id, expected=expected, framework_says=says, now=now)


async def keep_bid(
    session: AsyncSession, supplier_id: UUID, notice_id: UUID, bid_id: UUID, *, text: bytes, now: datetime
) -> Bid:
    """Let the bid by which a supplier is on an open framework stand for another round of it (s.49(5)).

    It may be replaced and withdrawn as any bid. Raises RuleBroken where bids are sealed to a key, and for a bid that
    was awarded nothing in a round before; NotFound for another's.
    """
    notice = await notice_to_bid_for(session, notice_id)
    if notice.reopens_id is None:
        raise RuleBroken("Only for another round of an open framework may an earlier bid stand.")
    if notice.sealing_key_id is not None:
        raise RuleBroken("Bids for this round are sealed to a key: seal the bid anew.")
    earlier = await framework_of(session, (await own_bid(session, supplier_id, bid_id)).notice_id)
    made = await awards_by(
        session, notice_id=earlier.id, buyer_id=None, supplier_id=supplier_id, after=None, limit=None
    )
    if notice.reopens_id not in {earlier.id, earlier.reopens_id} or bid_id not in {each.bid_id for each in made}:
        raise RuleBroken("It is not by this bid that you are on this open framework.")
    bid = await opened_bid(session, earlier, bid_id, now=now)
    return await submit_bid(
        session, supplier_id, notice_id, carried_over(bid.envelope, earlier, notice), text=text, now=now
    )
