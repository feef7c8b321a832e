"""What one may ask about markets: they and their members are public, applications are not."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.tendering import MarketFacts, MarketPart
from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken, Unacceptable
from tendering.markets.domain import Answer, Market, MarketDays, Membership, Standing
from tendering.markets.tables import markets, memberships
from tendering.suppliers.queries import parties


async def market_of(session: AsyncSession, market_id: UUID) -> Market:
    """One market. Raises NotFound."""
    market = await session.get(Market, market_id)
    if market is None:
        raise NotFound(f"There is no market {market_id}.")
    return market


async def market_to_change(session: AsyncSession, buyer_id: UUID, market_id: UUID) -> Market:
    """The buyer's own market, held until the transaction ends. Another's reads as not found."""
    market = await session.get(Market, market_id, with_for_update=True)
    if market is None or market.buyer_id != buyer_id:
        raise NotFound(f"There is no market {market_id} of yours.")
    return market


async def must_be_usable(session: AsyncSession, buyer_id: UUID, market_id: UUID | None, part: str | None) -> None:
    """Raise Unacceptable unless the buyer may buy under this market, and that part of it, if it names them."""
    market = None if market_id is None else await session.get(Market, market_id)
    if part is not None and (market is None or part not in market.parts):
        raise Unacceptable("/market_part", "It must be a part of the market that the notice names.")
    if market_id is None or (market and market.buyer_id == buyer_id and market.standing is Standing.ESTABLISHED):
        return
    raise Unacceptable("/market_id", "It must be an established market of the buyer.")


async def must_be_member(session: AsyncSession, market_id: UUID | None, part: str | None, supplier_id: UUID) -> None:
    """Raise RuleBroken for who is no member of the market, or of that part, under which a notice was published."""
    if market_id is None or await is_member(session, market_id, part, supplier_id):
        return
    which = "the dynamic market" if part is None else f"the part {part!r} of the dynamic market"
    raise RuleBroken(f"Only members of {which} bid here; whoever meets its conditions may apply.")


async def is_member(session: AsyncSession, market_id: UUID, part: str | None, supplier_id: UUID) -> bool:
    """Whether a supplier is a member of the market, or of that part."""
    asked = select(memberships.c.id).where(
        memberships.c.market_id == market_id,
        memberships.c.supplier_id == supplier_id,
        memberships.c.answer == Answer.ADMITTED,
    )
    if part is not None:
        asked = asked.where(memberships.c.part == part)
    return await session.scalar(asked.limit(1)) is not None


async def public_markets(
    session: AsyncSession, *, buyer_id: UUID | None, standing: Standing | None, after: UUID | None, limit: int
) -> Sequence[Market]:
    """Every market, oldest first; `after` is the last one already seen."""
    query = select(Market).order_by(markets.c.id).limit(limit)
    if buyer_id is not None:
        query = query.where(markets.c.buyer_id == buyer_id)
    if standing is not None:
        query = query.where(markets.c.standing == standing)
    if after is not None:
        query = query.where(markets.c.id > after)
    return (await session.scalars(query)).all()


async def membership_to_decide(session: AsyncSession, market: Market, membership_id: UUID) -> Membership:
    """An application for this market, held until the transaction ends. Raises NotFound."""
    membership = await session.get(Membership, membership_id, with_for_update=True)
    if membership is None or membership.market_id != market.id:
        raise NotFound(f"There is no application {membership_id} for this market.")
    return membership


async def visible_memberships(
    session: AsyncSession, market: Market, organisation_id: UUID | None, *, after: UUID | None, limit: int
) -> Sequence[Membership]:
    """Every application for its buyer, one's own for its supplier, members for everybody; oldest first."""
    query = select(Membership).where(memberships.c.market_id == market.id).order_by(memberships.c.id).limit(limit)
    if organisation_id != market.buyer_id:
        is_member, is_own = memberships.c.answer == Answer.ADMITTED, memberships.c.supplier_id == organisation_id
        query = query.where(is_member | is_own)
    if after is not None:
        query = query.where(memberships.c.id > after)
    return (await session.scalars(query)).all()


async def days_of_market(session: AsyncSession, market: Market) -> MarketDays:
    """When a market took each step. It changes with its conditions, and with its members."""
    moved = select(func.max(memberships.c.decided_at)).where(
        memberships.c.market_id == market.id, memberships.c.answer.in_([Answer.ADMITTED, Answer.REMOVED])
    )
    changes = [at for at in (market.changed_at, await session.scalar(moved)) if at is not None]
    return MarketDays(
        intended_on=day_of(market.intended_at),
        established_on=market.established_at and day_of(market.established_at),
        changed_on=day_of(max(changes)) if changes else None,
        ceased_on=market.ceased_at and day_of(market.ceased_at),
    )


async def market_facts(session: AsyncSession, market: Market) -> MarketFacts:
    """What an event says of a market, its members as they now are."""
    admitted = select(memberships.c.supplier_id, memberships.c.part).where(
        memberships.c.market_id == market.id, memberships.c.answer == Answer.ADMITTED
    )
    found = [(each.supplier_id, each.part) for each in await session.execute(admitted.order_by(memberships.c.id))]
    known = await parties(session, {market.buyer_id, *(supplier_id for supplier_id, _ in found)})
    return MarketFacts(
        market_id=market.id,
        buyer=known[market.buyer_id],
        standing=market.standing,
        title=market.title,
        description=market.description,
        cpv=market.cpv,
        conditions=market.conditions,
        members=[known[supplier_id] for supplier_id in dict.fromkeys(supplier_id for supplier_id, _ in found)],
        parts=[
            MarketPart(name=name, members=[supplier_id for supplier_id, part in found if part == name])
            for name in market.parts
        ],
    )
