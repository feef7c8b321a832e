"""What comes of one lot: who is admitted, whose price is asked about, whether the panels suffice, and the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from kernel.money import Money
from tendering.criteria.domain import PANELS, Criterion
from tendering.envelopes.domain import Staffing
from tendering.evaluation.domain import Entry, Scored
from tendering.evaluation.rules.scores import score_table
from tendering.marks.rules import alpha
from tendering.methods.domain import Figures
from tendering.panels.domain import Kind, Member, Panel
from tendering.prices.domain import Finding
from tendering.prices.rules import Outcome, PriceTest, Wages, compared, outcome
from tendering.snapshots.rules import past_performance_score
from tendering.track_records.domain import TrackRecord


class LotStatus(StrEnum):
    """What came of a lot. Only a scored one can be awarded."""

    SCORED = "scored"
    INQUORATE = "inquorate"
    AWAITING_RESPONSE = "awaiting_response"
    NO_ADMISSIBLE_BID = "no_admissible_bid"


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A bid for the lot as it was opened.

    `refused_because` is set where the lot is not open to this bidder, `excluded_because` where the bidder is kept out;
    while it `is_in_question` whether it will be, its lot waits.
    """

    bid_id: UUID
    bidder_id: UUID
    price: Money
    received_at: datetime
    declared: Mapping[str, Decimal]
    staffing: Staffing | None
    refused_because: str | None = None
    excluded_because: str | None = None
    is_in_question: bool = False

    @property
    def is_admitted(self) -> bool:
        return self.refused_because is None and self.excluded_because is None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Everything that judging one lot rests on. `marks` are by bid, criterion and member; `ratings` are 0 to 10.

    `deliveries` are how far bidders kept their promises of late; without evidence `neutral_delivery` stands in.
    `records` are how buyers had assessed the bidders by the deadline, where the notice declares it.
    """

    criteria: Sequence[Criterion]
    figures: Figures
    deadline: date
    members: Sequence[Member]
    marks: Mapping[tuple[UUID, str], Mapping[UUID, Fraction]]
    findings: Mapping[UUID, Finding]
    ratings: Mapping[UUID, Fraction]
    deliveries: Mapping[UUID, Fraction | None] = field(default_factory=dict)
    neutral_delivery: Fraction = Fraction(1)
    records: Mapping[UUID, TrackRecord] = field(default_factory=dict)


@dataclass(frozen=True)
class Materials:
    """One lot, what was offered for it, and what that is judged by."""

    lot_id: UUID
    offers: Sequence[Offered]
    evidence: Evidence


@dataclass(frozen=True)
class Judged:
    """A bid, what its price was compared with, and where it stands; None for a bid that is not admitted.

    `record` is what was known of the bidder at the deadline; None where the notice does not declare it.
    """

    offered: Offered
    test: PriceTest | None
    outcome: Outcome | None
    record: TrackRecord | None = None


@dataclass(frozen=True, kw_only=True)
class LotResult:
    """The whole result of a lot. `if_kept` is the table with disregarded bids put back, to show what that changed.

    `agreement` is Krippendorff's alpha of the marks that count, by criterion; None where there is nothing to agree on.
    """

    lot_id: UUID
    status: LotStatus
    panels: Mapping[Kind, Panel]
    bids: tuple[Judged, ...]
    table: tuple[Scored, ...]
    if_kept: tuple[Scored, ...]
    agreement: Mapping[str, Fraction | None]


def result_of(lot_id: UUID, offers: Sequence[Offered], evidence: Evidence) -> LotResult:
    """Judge one lot. Raises RuleBroken where a finding was made about a price nobody asked about."""
    panels = {kind: panel_of(kind, lot_id, evidence) for kind in Kind}
    bids = tuple(judged(each, offers, evidence) for each in offers)
    admitted = [each.offered for each in bids if each.outcome is not None]
    kept = [each.offered for each in bids if each.outcome not in {None, Outcome.DISREGARDED}]
    status = status_of(bids, kept, panels, evidence)
    scored = status is LotStatus.SCORED
    settled = status in {LotStatus.SCORED, LotStatus.NO_ADMISSIBLE_BID} and bool(admitted)
    return LotResult(
        lot_id=lot_id,
        status=status,
        panels=panels,
        bids=bids,
        table=table_of(kept, panels, evidence) if scored else (),
        if_kept=table_of(admitted, panels, evidence) if settled and suffices(admitted, panels, evidence) else (),
        agreement={
            each.name: alpha([list(valid_marks(bid, each, panels, evidence).values()) for bid in admitted])
            for each in evidence.criteria
            if each.source in PANELS
        },
    )


def panel_of(kind: Kind, lot_id: UUID, evidence: Evidence) -> Panel:
    """Who of this kind may mark the lot."""
    figures, members = evidence.figures, [each for each in evidence.members if each.kind is kind]
    citizen = kind is Kind.CITIZEN
    return Panel.able(
        members,
        lot_id,
        on=evidence.deadline,
        quorum=figures.citizen_quorum if citizen else figures.technical_quorum,
        minimum_under_25=figures.citizens_under_25 if citizen else 0,
    )


def judged(offered: Offered, offers: Sequence[Offered], evidence: Evidence) -> Judged:
    """Set a bid's price against the other admitted ones and against lawful wages (s.19)."""
    record = evidence.records.get(offered.bidder_id)
    if not offered.is_admitted:
        return Judged(offered, None, None, record)
    figures = evidence.figures
    others = [each.price for each in offers if each.bid_id != offered.bid_id and each.is_admitted]
    test = compared(
        offered.price,
        others,
        trigger=Fraction(figures.low_price_share),
        staffing=offered.staffing,
        wages=Wages(hourly=Fraction(figures.hourly_wage), on_cost=Fraction(figures.labour_on_cost)),
    )
    return Judged(offered, test, outcome(test, evidence.findings.get(offered.bid_id)), record)


def status_of(
    bids: Sequence[Judged], kept: Sequence[Offered], panels: Mapping[Kind, Panel], evidence: Evidence
) -> LotStatus:
    """Nobody is scored while somebody may still explain a price or answer for a ground of exclusion, nor by a panel
    that is too small.
    """
    if not kept:
        return LotStatus.NO_ADMISSIBLE_BID
    if any(each.outcome is Outcome.AWAITING_RESPONSE for each in bids) or any(each.is_in_question for each in kept):
        return LotStatus.AWAITING_RESPONSE
    return LotStatus.SCORED if suffices(kept, panels, evidence) else LotStatus.INQUORATE


def suffices(offers: Sequence[Offered], panels: Mapping[Kind, Panel], evidence: Evidence) -> bool:
    """Whether every bid has as many valid marks as each panel's quorum asks, for each criterion that a panel marks."""
    return all(
        len(valid_marks(offered, criterion, panels, evidence)) >= panels[Kind(criterion.source)].quorum
        for offered in offers
        for criterion in evidence.criteria
        if criterion.source in PANELS
    )


def valid_marks(
    offered: Offered, criterion: Criterion, panels: Mapping[Kind, Panel], evidence: Evidence
) -> dict[UUID, Fraction]:
    """The marks of those who may mark; whoever left the lot, or was out of training, is not counted."""
    able = panels[Kind(criterion.source)].ids if criterion.source in PANELS else frozenset()
    given = evidence.marks.get((offered.bid_id, criterion.name), {})
    return {member: mark for member, mark in given.items() if member in able}


def table_of(offers: Sequence[Offered], panels: Mapping[Kind, Panel], evidence: Evidence) -> tuple[Scored, ...]:
    """The score table of these bids."""
    return score_table(evidence.criteria, [entry_of(each, panels, evidence) for each in offers])


def entry_of(offered: Offered, panels: Mapping[Kind, Panel], evidence: Evidence) -> Entry:
    """A bid ready to be scored: the panels' marks made one by the published aggregate."""
    marked = [criterion for criterion in evidence.criteria if criterion.source in PANELS]
    valid = {each.name: valid_marks(offered, each, panels, evidence) for each in marked}
    return Entry(
        bid=str(offered.bid_id),
        bidder=str(offered.bidder_id),
        price=offered.price,
        submitted_at=offered.received_at,
        declared={name: Fraction(value) for name, value in offered.declared.items()},
        rating=evidence.ratings.get(offered.bidder_id),
        past_performance=past_performance_of(offered.bidder_id, evidence),
        marks={name: evidence.figures.aggregate.of(list(marks.values())) for name, marks in valid.items()},
        delivery=delivery_of(offered.bidder_id, evidence),
        no_evidence=evidence.deliveries.get(offered.bidder_id) is None,
    )


def delivery_of(bidder_id: UUID, evidence: Evidence) -> Fraction:
    """How far the bidder kept its promises of late: what is unknown counts as the rulebook has it, never as kept."""
    found = evidence.deliveries.get(bidder_id)
    return evidence.neutral_delivery if found is None else found


def past_performance_of(bidder_id: UUID, evidence: Evidence) -> Fraction | None:
    """What the bidder's track record scores; None where the notice does not declare that records are looked at."""
    record = evidence.records.get(bidder_id)
    return None if record is None else past_performance_score(record, evidence.figures)
