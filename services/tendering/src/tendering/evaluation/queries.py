"""What one may ask about an evaluation. Everything is computed from what was opened, marked and found."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import RuleBroken
from rulebook.rules import rule
from tendering.associates.queries import unsettled_bidders
from tendering.bids.domain import Bid
from tendering.bids.queries import live_bids
from tendering.evaluation.rules.results import Evidence, LotResult, Materials, Offered, result_of
from tendering.exclusions.queries import excluded_from, in_question
from tendering.marks.domain import Place, counted
from tendering.marks.queries import marks_of, moderations_of
from tendering.methods.domain import Method
from tendering.methods.queries import award_day, method_of
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on
from tendering.panels.queries import members_of
from tendering.prices.queries import queries_about
from tendering.reservations.queries import qualification_of
from tendering.snapshots.queries import promises_kept_by, ratings_of
from tendering.terms.domain import Lot
from tendering.track_records.queries import records_at_deadline

Marks = Mapping[tuple[UUID, str], Mapping[UUID, Fraction]]


async def results_of(session: AsyncSession, notice: Notice, *, now: datetime) -> list[LotResult]:
    """What comes of every lot, as far as it has come. Raises RuleBroken while the bids are sealed."""
    return [result_of(each.lot_id, each.offers, each.evidence) for each in await materials_of(session, notice, now=now)]


async def materials_of(session: AsyncSession, notice: Notice, *, now: datetime) -> list[Materials]:
    """What every lot is judged from. Raises RuleBroken while the bids are sealed."""
    bids = await live_bids(session, notice, now=now)
    figures = await method_of(session, notice, now=now)
    members = await members_of(session, notice.id)
    scored = counted(await marks_of(session, notice.id), await moderations_of(session, notice.id))
    asked = await queries_about(session, notice.id)
    bidders = [bid.bidder_id for bid in bids]
    ratings = await ratings_of(session, bidders, figures, until=notice.closes_at)
    deliveries = await promises_kept_by(session, bidders, until=notice.closes_at)
    records = await records_at_deadline(session, notice, bidders)
    neutral = rule("seed_social_economy.delivery", on=commenced_on(notice, now=now)).share("neutral")
    barred = await barred_from(session, notice, bids, now=now)
    return [
        Materials(
            lot.id,
            offers_for(lot, bids, await refusals_of(session, notice, lot, bids, figures, now=now), barred),
            Evidence(
                criteria=notice.criteria,
                figures=figures,
                deadline=day_of(notice.closes_at),
                members=members,
                marks=marks_for(lot, scored),
                findings={each.bid_id: each.finding for each in asked if each.lot_id == lot.id and each.finding},
                ratings=ratings,
                deliveries=deliveries,
                neutral_delivery=neutral,
                records=records,
            ),
        )
        for lot in notice.lots
    ]


async def refusals_of(
    session: AsyncSession, notice: Notice, lot: Lot, bids: Sequence[Bid], method: Method, *, now: datetime
) -> dict[UUID, str]:
    """Why a reserved lot is not open to some bidders, by bidder; missing evidence is no qualification."""
    found = {}
    for reservation, areas in notice.reservations([lot.id]):
        for bid in bids:
            qualification = await qualification_of(
                session,
                bid.bidder_id,
                reservation,
                authority=notice.buyer_id,
                on=award_day(method, now=now),
                areas=areas,
                cpv=notice.cpv,
                but=lot.award_id,
                evidence_on=method.evidence_on,
            )
            if not qualification.outcome:
                found[bid.bidder_id] = ", ".join(qualification.fails)
    return found


@dataclass(frozen=True)
class Barred:
    """Which bidders are kept out and on which ground, and about which that is still undecided."""

    excluded: Mapping[UUID, str]
    in_question: Collection[UUID]


async def barred_from(session: AsyncSession, notice: Notice, bids: Sequence[Bid], *, now: datetime) -> Barred:
    """Who of these bidders is kept out, and who may yet be."""
    undecided = await in_question(session, notice) | await unsettled_bidders(session, notice, bids, now=now)
    return Barred(await excluded_from(session, notice, [bid.bidder_id for bid in bids], now=now), undecided)


def offers_for(lot: Lot, bids: Sequence[Bid], refusals: Mapping[UUID, str], barred: Barred) -> list[Offered]:
    """What was offered for one lot, in the order of receipt."""
    return [
        Offered(
            bid_id=bid.id,
            bidder_id=bid.bidder_id,
            price=offer.price,
            received_at=bid.received_at,
            declared=offer.declared,
            staffing=offer.staffing,
            refused_because=refusals.get(bid.bidder_id),
            excluded_because=barred.excluded.get(bid.bidder_id),
            is_in_question=bid.bidder_id in barred.in_question,
        )
        for bid in bids
        for offer in bid.envelope.offers
        if offer.lot_id == lot.id
    ]


def marks_for(lot: Lot, scored: Mapping[Place, Decimal]) -> Marks:
    """One lot's marks by bid and criterion, and there by member."""
    found: dict[tuple[UUID, str], dict[UUID, Fraction]] = {}
    for (lot_id, bid_id, criterion, member_id), mark in scored.items():
        if lot_id == lot.id:
            found.setdefault((bid_id, criterion), {})[member_id] = Fraction(mark)
    return found


def result_in(results: Sequence[LotResult], lot_id: UUID) -> LotResult:
    """The result of one lot. Raises RuleBroken for a lot of another notice."""
    for each in results:
        if each.lot_id == lot_id:
            return each
    raise RuleBroken("It must be a lot of this notice.")
