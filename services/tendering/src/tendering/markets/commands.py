"""What one may do with a market: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import (
    MarketCeased,
    MarketChanged,
    MarketEstablished,
    MarketIntended,
    MembershipApplied,
    MembershipDecided,
)
from kernel.versions import must_match
from tendering.calendar.commands import settle
from tendering.calendar.queries import kept_of_market
from tendering.markets.domain import Answer, Design, Market, Membership
from tendering.markets.queries import days_of_market, market_facts, market_of, market_to_change, membership_to_decide
from tendering.markets.rules import duties_of_market
from tendering.suppliers.queries import active_buyer, active_provider, party


async def intend_market(session: AsyncSession, buyer_id: UUID, design: Design, *, now: datetime) -> Market:
    """Announce a market that is to be set up."""
    await active_buyer(session, buyer_id)
    market = Market.intend(buyer_id, design, now=now)
    session.add(market)
    await session.flush()
    await emit(session, market.id, MarketIntended(occurred_at=now, market=await market_facts(session, market)))
    await keep_duties(session, market)
    return market


async def establish_market(
    session: AsyncSession, buyer_id: UUID, market_id: UUID, *, expected: int | None, now: datetime
) -> Market:
    """Set a market up; from now on suppliers may apply."""
    market = await market_to_change(session, buyer_id, market_id)
    must_match(market.version, expected)
    market.establish(now=now)
    await emit(session, market.id, MarketEstablished(occurred_at=now, market=await market_facts(session, market)))
    await keep_duties(session, market)
    return market


async def change_market(
    session: AsyncSession, buyer_id: UUID, market_id: UUID, design: Design, *, expected: int | None, now: datetime
) -> Market:
    """Say anew what a market is for and whom it admits."""
    market = await market_to_change(session, buyer_id, market_id)
    must_match(market.version, expected)
    market.change(design, now=now)
    await emit(session, market.id, MarketChanged(occurred_at=now, market=await market_facts(session, market)))
    await keep_duties(session, market)
    return market


async def cease_market(
    session: AsyncSession, buyer_id: UUID, market_id: UUID, *, reason: str, expected: int | None, now: datetime
) -> Market:
    """End a market, and say why."""
    market = await market_to_change(session, buyer_id, market_id)
    must_match(market.version, expected)
    market.cease(reason, now=now)
    told = MarketCeased(occurred_at=now, market=await market_facts(session, market), reason=reason)
    await emit(session, market.id, told)
    await keep_duties(session, market)
    return market


async def apply_for_membership(
    session: AsyncSession, supplier_id: UUID, market_id: UUID, *, statement: str, part: str | None, now: datetime
) -> Membership:
    """Ask to be a member, of a part if the market has some. Raises Conflict for who is one, or has already asked."""
    supplier = await active_provider(session, supplier_id)
    market = await market_of(session, market_id)
    market.must_welcome(part)
    membership = Membership(
        market_id=market.id, supplier_id=supplier_id, statement=statement, part=part, applied_at=now
    )
    session.add(membership)
    await flush_or_conflict(session, "You are a member already, or your application is still to be decided.")
    buyer = await party(session, market.buyer_id)
    told = MembershipApplied(occurred_at=now, market_id=market.id, buyer=buyer, supplier=supplier, part=part)
    await emit(session, membership.id, told)
    return membership


async def decide_membership(
    session: AsyncSession,
    buyer_id: UUID,
    market_id: UUID,
    membership_id: UUID,
    *,
    answer: Answer,
    reason: str,
    expected: int | None,
    now: datetime,
) -> Membership:
    """Admit, refuse or remove a supplier, and say why; a market whose members change is told of again."""
    market = await market_to_change(session, buyer_id, market_id)
    membership = await membership_to_decide(session, market, membership_id)
    must_match(membership.version, expected)
    membership.decide(answer, reason, now=now)
    await session.flush()
    facts = await market_facts(session, market)
    supplier = await party(session, membership.supplier_id)
    decided = MembershipDecided(
        occurred_at=now,
        market_id=market.id,
        buyer=facts.buyer,
        supplier=supplier,
        part=membership.part,
        answer=answer,
        reason=reason,
    )
    await emit(session, membership.id, decided)
    if answer is not Answer.REFUSED:
        await emit(session, market.id, MarketChanged(occurred_at=now, market=facts))
        await keep_duties(session, market)
    return membership


async def keep_duties(session: AsyncSession, market: Market) -> None:
    """Write into the calendar what the market owes by now."""
    owed = duties_of_market(market, await days_of_market(session, market))
    await settle(session, await kept_of_market(session, market.id), owed)
