"""What suppliers and buyers do for one another, and what the timer publishes of it."""

import hmac
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import BuyerRated, SupplierRatingPublished
from kernel.clock import day_of
from kernel.errors import Conflict
from kernel.identifiers import new_id
from ratings.eligibility.queries import service_of
from ratings.exchanges.domain import QUESTIONS, Band, SupplierRating, locked_from, must_be_of_a_year
from ratings.exchanges.queries import must_have_worked_for, rating_of_supplier
from ratings.exchanges.tables import buyer_scores, buyer_tallies, supplier_ratings, voices
from ratings.policies.queries import policy_in_force
from ratings.scores.rules.statistics import posterior_mean, rounded
from rulebook.rules import rule

SPEAK = upsert(voices).on_conflict_do_nothing().returning(voices.c.digest)


async def rate_buyer(
    session: AsyncSession,
    pepper: bytes,
    provider_id: UUID,
    buyer_id: UUID,
    *,
    year: int,
    answers: Mapping[str, int],
    now: datetime,
) -> None:
    """Add a supplier's answers to the buyer's sums of that year. Raises Conflict the second time."""
    await must_have_worked_for(session, provider_id, buyer_id)
    must_be_of_a_year(year, today=day_of(now))
    who = hmac.digest(pepper, provider_id.bytes + buyer_id.bytes + str(year).encode(), "sha256")
    if await session.scalar(SPEAK, {"digest": who}) is None:
        raise Conflict(f"You have rated this buyer for {year}.")
    key = (buyer_tallies.c.buyer_id == buyer_id) & (buyer_tallies.c.year == year)
    nothing = dict.fromkeys(QUESTIONS, (0, 0, 0, 0, 0))
    first = {"buyer_id": buyer_id, "year": year, "count": 0, **nothing}
    await session.execute(upsert(buyer_tallies).on_conflict_do_nothing(), first)
    row = (await session.execute(select(buyer_tallies).where(key).with_for_update())).mappings().one()
    sums = {
        question: tuple(count + (star == answers[question]) for star, count in enumerate(row[question], 1))
        for question in QUESTIONS
    }
    await session.execute(update(buyer_tallies).where(key).values(count=row["count"] + 1, **sums))


async def rate_supplier(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    year: int,
    indicator: str,
    band: Band,
    evidence: str,
    now: datetime,
) -> SupplierRating:
    """Rate one's supplier by an indicator; it sees that now, and may reply before everybody does."""
    service = await service_of(session, contract_id)
    service.must_be_bought_by(buyer_id)
    rating = SupplierRating.given(
        new_id(),
        contract_id,
        buyer_id,
        service.provider_ids,
        year=year,
        indicator=indicator,
        band=band,
        evidence=evidence,
        now=now,
    )
    session.add(rating)
    return rating


async def reply(
    session: AsyncSession, provider_id: UUID, rating_id: UUID, text: str, *, expected: int | None
) -> SupplierRating:
    """Say what one thinks of it, to be published with it."""
    rating = await rating_of_supplier(session, rating_id, provider_id)
    rating.answer(text, expected=expected)
    return rating


async def publish_exchanges(session: AsyncSession, now: datetime) -> None:
    """Ratings of suppliers whose days for a reply are over; ratings of buyers in batches, when their year is locked."""
    waiting = supplier_ratings.c.published_at.is_(None) & (supplier_ratings.c.publishes_on < day_of(now))
    for rating in await session.scalars(select(SupplierRating).where(waiting).order_by(supplier_ratings.c.id)):
        rating.publish(now=now)
        await emit(session, rating.id, _published(rating, now))
    batch = rule("ratings.exchanges", on=day_of(now)).number("batch")
    due = select(buyer_tallies).where(buyer_tallies.c.count - buyer_tallies.c.told >= batch).with_for_update()
    policy = await policy_in_force(session, on=day_of(now))
    for row in (await session.execute(due)).mappings().all():
        if day_of(now) >= locked_from(row["year"]):
            scores = {question: str(rounded(posterior_mean(row[question], policy.prior))) for question in QUESTIONS}
            await _publish_batch(session, row["buyer_id"], row["year"], row["count"], scores, now=now)


async def _publish_batch(
    session: AsyncSession, buyer_id: UUID, year: int, count: int, scores: Mapping[str, str], *, now: datetime
) -> None:
    told = {"count": count, **scores, "published_at": now}
    keep = upsert(buyer_scores).values(buyer_id=buyer_id, year=year, **told)
    await session.execute(keep.on_conflict_do_update(index_elements=["buyer_id", "year"], set_=told))
    key = (buyer_tallies.c.buyer_id == buyer_id) & (buyer_tallies.c.year == year)
    await session.execute(update(buyer_tallies).where(key).values(told=count))
    event = BuyerRated(occurred_at=now, buyer_id=buyer_id, year=year, count=count, scores=dict(scores))
    await emit(session, uuid5(buyer_id, f"ratings of {year}"), event)


def _published(rating: SupplierRating, now: datetime) -> SupplierRatingPublished:
    return SupplierRatingPublished(
        occurred_at=now,
        contract_id=rating.contract_id,
        buyer_id=rating.buyer_id,
        provider_ids=list(rating.provider_ids),
        year=rating.year,
        indicator=rating.indicator,
        band=rating.band,
        evidence=rating.evidence,
        reply=rating.reply,
        given_on=day_of(rating.given_at),
    )
