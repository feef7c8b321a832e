"""How an evaluation looks on the wire. Numbers are rounded here and nowhere before: four places, money to the penny."""

from datetime import datetime
from uuid import UUID

from chassis.wire import DecimalOut, Out
from tendering.evaluation.domain import Scored
from tendering.evaluation.rules.results import Judged, LotResult, LotStatus
from tendering.marks.domain import Cause
from tendering.panels.domain import Kind, Panel
from tendering.prices.rules import Outcome
from tendering.prices.schemas import PriceTestOut, four
from tendering.track_records.schemas import TrackRecordOut


class SettledOut(Out):
    """When the marking ended."""

    quality_locked_at: datetime


class PanelOut(Out):
    """Who is able to mark the lot; `composition_ok` is a warning about young people, for citizens only."""

    members: int
    quorum: int
    quorate: bool
    members_under_25: int
    composition_ok: bool

    @classmethod
    def of(cls, panel: Panel) -> "PanelOut":
        return cls(
            members=len(panel.members),
            quorum=panel.quorum,
            quorate=panel.is_quorate,
            members_under_25=panel.members_under_25,
            composition_ok=panel.is_composed_well,
        )


class JudgedOut(Out):
    """A bid for the lot: admitted or why not, and what was made of its price. Prices show once quality is settled.

    `track_record` is how buyers had assessed the bidder by the deadline, where the notice declares that.
    """

    bid_id: UUID
    bidder_id: UUID
    refused_because: str | None
    excluded_because: str | None
    is_in_question: bool
    price_test: PriceTestOut | None
    outcome: Outcome | None
    track_record: TrackRecordOut | None

    @classmethod
    def of(cls, judged: Judged) -> "JudgedOut":
        return cls(
            bid_id=judged.offered.bid_id,
            bidder_id=judged.offered.bidder_id,
            refused_because=judged.offered.refused_because,
            excluded_because=judged.offered.excluded_because,
            is_in_question=judged.offered.is_in_question,
            price_test=None if judged.test is None else PriceTestOut.of(judged.test),
            outcome=judged.outcome,
            track_record=None if judged.record is None else TrackRecordOut.model_validate(judged.record),
        )


class ScoredOut(Out):
    """A bid's line of the table; equal totals share a rank, `order` also applies the published tie-break.

    Social value counts times `delivery` only where the notice says so; without evidence that is the rulebook's figure.
    """

    bid_id: UUID
    bidder_id: UUID
    points: dict[str, DecimalOut]
    social_value_points: DecimalOut
    total: DecimalOut
    rank: int
    order: int
    delivery: DecimalOut
    no_delivery_evidence: bool

    @classmethod
    def of(cls, line: Scored) -> "ScoredOut":
        return cls(
            bid_id=UUID(line.entry.bid),
            bidder_id=UUID(line.entry.bidder),
            points={name: four(points) for name, points in line.points.items()},
            social_value_points=four(line.social_value_points),
            total=four(line.total),
            rank=line.rank,
            order=line.order,
            delivery=four(line.entry.delivery),
            no_delivery_evidence=line.entry.no_evidence,
        )


class LotResultOut(Out):
    """What came of a lot. `if_kept` is the table with disregarded bids put back.

    `agreement` is Krippendorff's alpha of each panel's marks: 1 is full agreement, 0 chance; null where all are equal.
    """

    lot_id: UUID
    reference: str | None
    status: LotStatus
    panels: dict[Kind, PanelOut]
    bids: list[JudgedOut]
    table: list[ScoredOut]
    if_kept: list[ScoredOut]
    agreement: dict[str, DecimalOut | None]

    @classmethod
    def of(cls, result: LotResult, reference: str | None) -> "LotResultOut":
        return cls(
            lot_id=result.lot_id,
            reference=reference,
            status=result.status,
            panels={kind: PanelOut.of(panel) for kind, panel in result.panels.items()},
            bids=[JudgedOut.of(each) for each in result.bids],
            table=[ScoredOut.of(each) for each in result.table],
            if_kept=[ScoredOut.of(each) for each in result.if_kept],
            agreement={name: None if alpha is None else four(alpha) for name, alpha in result.agreement.items()},
        )


class EvaluationOut(Out):
    """The whole evaluation: for the buyer and auditors."""

    notice_id: UUID
    quality_locked_at: datetime | None
    lots: list[LotResultOut]


class LotAgreementOut(Out):
    """How far the panels agreed on a lot that was awarded, and how many of their marks were moderated, by cause."""

    lot_id: UUID
    agreement: dict[str, DecimalOut | None]
    moderated: dict[Cause, int]


class AgreementOut(Out):
    """Every awarded lot of a notice; for everybody."""

    lots: list[LotAgreementOut]
