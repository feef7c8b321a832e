"""What one may ask about pledges, badges and parity."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from kernel.logic import Outcome
from registry.classes.rules.table import condition_of
from registry.classification.queries import classification_of
from registry.classification.rules import known_of
from registry.evidence.domain import Evidence, Fact
from registry.evidence.queries import counting_facts, counting_facts_by
from registry.organisations.domain import Status as Standing
from registry.organisations.queries import organisation_of
from registry.recognition.domain.badges import Badge, Item
from registry.recognition.domain.parity import Offer, Parity, parity
from registry.recognition.domain.pledges import Pledge, Statement
from registry.recognition.tables import badges, lot_awards, lot_offers

MUTUAL, USER_LED = "public_service_mutual", "user_led"


async def pledge_of(session: AsyncSession, organisation_id: UUID) -> Pledge:
    """The organisation's pledge. Raises NotFound where it has signed none."""
    pledge = await session.get(Pledge, organisation_id)
    if pledge is None:
        raise NotFound(f"The organisation {organisation_id} has signed no pledge.")
    return pledge


async def statements_of(session: AsyncSession, pledge: Pledge, *, on: date) -> list[Statement]:
    """Each value with what stands behind it that day; disputed evidence stands behind nothing."""
    facts = await counting_facts(session, pledge.organisation_id)
    disputed = Evidence(on, tuple(facts)).disputed
    return pledge.statements([fact for fact in facts if fact.name not in disputed], on=on)


async def checklist_of(session: AsyncSession, organisation_id: UUID, *, on: date) -> list[Item]:
    """What a recognised mutual must be, item by item; of the pledge also what has no evidence yet. Raises NotFound."""
    organisation = await organisation_of(session, organisation_id)
    classified = await classification_of(session, organisation_id, on)
    mutual = next(verdict for verdict in classified.verdicts if verdict.label == MUTUAL)
    pledge = await session.get(Pledge, organisation_id)
    statements = [] if pledge is None else await statements_of(session, pledge, on=on)
    bare = tuple(it.value for it in statements if not it.is_evidenced)
    return [
        Item("active", organisation.status is Standing.ACTIVE),
        Item("verified", organisation.verified),
        Item(MUTUAL, mutual.outcome, mutual.missing if mutual.outcome is None else ()),
        Item("pledge", pledge is not None, bare),
    ]


async def badges_of(
    session: AsyncSession, organisation_id: UUID, *, after: UUID | None = None, limit: int | None = None
) -> Sequence[Badge]:
    """Every badge of an organisation, oldest first."""
    query = select(Badge).where(badges.c.organisation_id == organisation_id).order_by(badges.c.id)
    if after is not None:
        query = query.where(badges.c.id > after)
    return (await session.scalars(query.limit(limit))).all()


async def badge_to_change(session: AsyncSession, organisation_id: UUID) -> Badge:
    """The badge that stands, held until the transaction ends. Raises NotFound."""
    query = select(Badge).where(badges.c.organisation_id == organisation_id).with_for_update()
    for badge in await session.scalars(query):
        if badge.stands:
            return badge
    raise NotFound(f"The organisation {organisation_id} has no badge that stands.")


async def parity_between(session: AsyncSession, first: date, last: date, *, buyer: UUID | None) -> Parity:
    """What was offered between two days, both included, for lots that have since been awarded, and who won."""
    query = (
        select(lot_offers.c.bidder_id, lot_offers.c.received_on, lot_awards.c.supplier_id)
        .join(lot_awards, lot_awards.c.lot_id == lot_offers.c.lot_id)
        .where(lot_offers.c.received_on.between(first, last))
        .order_by(lot_offers.c.notice_id, lot_offers.c.lot_id, lot_offers.c.bidder_id)
    )
    if buyer is not None:
        query = query.where(lot_awards.c.buyer_id == buyer)
    offered = [tuple(row) for row in await session.execute(query)]
    facts = await counting_facts_by(session, {row[0] for row in offered})
    led = user_led_on(facts, {(bidder, day) for bidder, day, _ in offered})
    return parity(Offer(bidder, day, bidder == supplier, led[bidder, day]) for bidder, day, supplier in offered)


def user_led_on(
    facts: Mapping[UUID, Sequence[Fact]], days: Collection[tuple[UUID, date]]
) -> Mapping[tuple[UUID, date], Outcome]:
    """Whether each organisation was led by its users on each day, by what is known of that day now."""
    return {
        (organisation, day): condition_of(USER_LED, on=day).outcome(known_of(Evidence(day, tuple(facts[organisation]))))
        for organisation, day in days
    }
