"""What one may ask about whom bids name. Nothing before they are open: what is sealed names nobody."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from rulebook.decisions import Decision
from tendering.associates.domain import Associate, Checked, Held
from tendering.associates.rules import associates_of, found_before, gate_of_associates, listed, matters_of
from tendering.bids.domain import Bid
from tendering.bids.queries import live_bids, opened_bid
from tendering.debarments.queries import entries_against, standing_entries
from tendering.exclusions.queries import found_by, inquiries_into
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on
from tendering.suppliers.queries import names_of, suspended_of


async def checked_bids(session: AsyncSession, notice: Notice, *, now: datetime) -> list[Checked]:
    """Whom every live bid names, and what is held against them. Raises RuleBroken while the bids are sealed."""
    return await checked(session, notice, await live_bids(session, notice, now=now), now=now)


async def checked(session: AsyncSession, notice: Notice, bids: Sequence[Bid], *, now: datetime) -> list[Checked]:
    """The same of bids that are open."""
    asked = await inquiries_into(session, notice.id)
    into = {bid.bidder_id: [each for each in asked if each.supplier_id == bid.bidder_id] for bid in bids}
    names = await names_of(session, {each.organisation_id for bid in bids for each in bid.envelope.consortium})
    named = [(bid, associates_of(bid.envelope, bid.bidder_id, names, into[bid.bidder_id])) for bid in bids]
    held = await _held(session, notice, [each for _, associates in named for each in associates], now=now)
    known = {
        bid.id: {bid.bidder_id, *(it.organisation_id for it in found if it.organisation_id)} for bid, found in named
    }
    suspended = await suspended_of(session, {each for all_ in known.values() for each in all_})
    return [
        Checked(
            bid_id=bid.id,
            bidder_id=bid.bidder_id,
            associates=tuple(found),
            matters=tuple(matters_of(found, held, into[bid.bidder_id])),
            suspended=suspended & known[bid.id],
        )
        for bid, found in named
    ]


async def _held(session: AsyncSession, notice: Notice, associates: Sequence[Associate], *, now: datetime) -> list[Held]:
    """What is held against any of them. Who is known by name only may be anybody on the list of that name."""
    if not associates:
        return []
    known = {each.organisation_id for each in associates if each.organisation_id is not None}
    everybody = any(each.organisation_id is None for each in associates)
    today, law = day_of(now), commenced_on(notice, now=now)
    entries = await (standing_entries(session, on=today) if everybody else entries_against(session, known, on=today))
    found = await found_by(session, notice.buyer_id)
    names = await names_of(session, {each.organisation_id for each in entries} | {each.supplier_id for each in found})
    earlier = [found_before(each, names[each.supplier_id], on=today, commenced_on=law) for each in found]
    return [
        *(listed(each, names[each.organisation_id]) for each in entries),
        *(each for each in earlier if each is not None),
    ]


async def unsettled_bidders(
    session: AsyncSession, notice: Notice, bids: Sequence[Bid], *, now: datetime
) -> frozenset[UUID]:
    """The bidders who are still to be heard on whom they name."""
    found = await checked(session, notice, bids, now=now)
    return frozenset(each.bidder_id for each in found if not each.is_settled)


async def gates_of_associates(
    session: AsyncSession, notice: Notice, bid_id: UUID | None, *, at_signature: bool = False, now: datetime
) -> list[Decision]:
    """Whether the law lets a bid win, or its bidder sign, for all that is held against whom it names."""
    if bid_id is None:
        return []
    found = await checked(session, notice, [await opened_bid(session, notice, bid_id, now=now)], now=now)
    return gate_of_associates(found, on=commenced_on(notice, now=now), only_mandatory=at_signature, now=now)
