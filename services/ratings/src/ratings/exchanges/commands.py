"""What suppliers and buyers do for one another, and what the timer publishes of it."""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from uuid import UUID, uuid5

from sqlalchemy import RowMapping, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import BuyerRated, SupplierRatingPublished
from kernel.clock import day_of
from kernel.errors import Conflict
from kernel.identifiers import new_id
from ratings.eligibility.queries import service_of
from ratings.exchanges.domain import QUESTIONS, Band, SupplierRating, locked_from, must_be_of_a_year
from ratings.exchanges.queries import (
    lowest_score_of,
    must_have_worked_for,
    not_suspected,
    rating_before,
    rating_of_supplier,
    was_rated_low,
)
from ratings.exchanges.tables import buyer_scores, buyer_tallies, supplier_ratings, voices
from ratings.policies.domain import Policy
from ratings.policies.queries import policy_in_force
from ratings.quarantine.domain import Kind, Suspicion
from ratings.scores.rules.disclosure import disclosed, disclosed_after
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
    prompted = await is_prompted(session, provider_id, buyer_id, answers, now=now)
    counted = {"count": row["count"] + 1, "prompted": row["prompted"] + prompted, **sums}
    await session.execute(update(buyer_tallies).where(key).values(counted))


async def is_prompted(
    session: AsyncSession, provider_id: UUID, buyer_id: UUID, answers: Mapping[str, int], *, now: datetime
) -> bool:
    """Whether a supplier may pay a buyer back: it thinks little of it, soon after it was rated low itself."""
    figures = rule("ratings.retaliation", on=day_of(now))
    if Fraction(sum(answers.values()), len(answers)) > figures.share("low_answers"):
        return False
    since = now - timedelta(days=figures.number("days"))
    return await was_rated_low(session, provider_id, buyer_id, since=since)


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
    before = await rating_before(session, contract_id, indicator)
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
    if before is not None and await may_pay_back(session, rating, before, now=now):
        why = f"From {before.band} to {band}, soon after suppliers were published to think little of this buyer."
        session.add(Suspicion.of(Kind.RETALIATION, contract_id, str(year), why, bundle=rating.id, today=day_of(now)))
    return rating


async def may_pay_back(session: AsyncSession, rating: SupplierRating, before: SupplierRating, *, now: datetime) -> bool:
    """Whether a buyer may pay its suppliers back: it rates one much lower, soon after what they think was published.

    Which supplier said what is not known to anybody, so it is the calendar that is suspected, and a moderator looks.
    """
    figures = rule("ratings.retaliation", on=day_of(now))
    if before.band.falls_to(rating.band) <= figures.number("bands"):
        return False
    lowest = await lowest_score_of(session, rating.buyer_id, since=now - timedelta(days=figures.number("days")))
    return lowest is not None and lowest < figures.share("low_score")


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
    waiting &= not_suspected()
    for rating in await session.scalars(select(SupplierRating).where(waiting).order_by(supplier_ratings.c.id)):
        rating.publish(now=now)
        await emit(session, rating.id, _published(rating, now))
    batch = rule("ratings.exchanges", on=day_of(now)).number("batch")
    due = select(buyer_tallies).where(buyer_tallies.c.count - buyer_tallies.c.told >= batch).with_for_update()
    policy = await policy_in_force(session, on=day_of(now))
    for row in (await session.execute(due)).mappings().all():
        if day_of(now) >= locked_from(row["year"]):
            await _publish_batch(session, row, policy, now=now)


async def _publish_batch(session: AsyncSession, row: RowMapping, policy: Policy, *, now: datetime) -> None:
    buyer_id, year, count = row["buyer_id"], row["year"], row["count"]
    scores = {question: str(rounded(posterior_mean(row[question], policy.prior))) for question in QUESTIONS}
    prompted = await _told_of(session, row, policy)
    told = {"count": count, **scores, "prompted": prompted, "published_at": now}
    keep = upsert(buyer_scores).values(buyer_id=buyer_id, year=year, **told)
    await session.execute(keep.on_conflict_do_update(index_elements=["buyer_id", "year"], set_=told))
    key = (buyer_tallies.c.buyer_id == buyer_id) & (buyer_tallies.c.year == year)
    await session.execute(update(buyer_tallies).where(key).values(told=count, prompted_told=row["prompted"]))
    event = BuyerRated(occurred_at=now, buyer_id=buyer_id, year=year, count=count, scores=scores, prompted=prompted)
    await emit(session, uuid5(buyer_id, f"ratings of {year}"), event)


async def _told_of(session: AsyncSession, row: RowMapping, policy: Policy) -> int | None:
    """How many low ratings may have been prompted, if neither that nor its change since the last batch is small."""
    counts = (row["prompted"], row["count"] - row["prompted"])
    if not row["told"]:
        return disclosed(counts, policy)[0]
    key = (buyer_scores.c.buyer_id == row["buyer_id"]) & (buyer_scores.c.year == row["year"])
    last = await session.scalar(select(buyer_scores.c.prompted).where(key))
    before = (row["prompted_told"], row["told"] - row["prompted_told"])
    seen = (None, None) if last is None else before
    return disclosed_after(before, seen, counts, policy)[0]


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
