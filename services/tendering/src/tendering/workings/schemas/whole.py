"""The workings of an evaluation on the wire: exact numbers, as text, from which every table is counted again."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from pydantic import TypeAdapter

from chassis.wire import Out
from kernel.money import Money
from tendering.criteria.domain import Criterion, CriterionKind, Source
from tendering.envelopes.domain import Staffing
from tendering.evaluation.rules.results import Evidence, Materials, Offered, result_of
from tendering.evaluation.schemas import EvaluationOut, LotResultOut
from tendering.methods.domain import Figures
from tendering.notices.domain import Notice
from tendering.panels.domain import Kind, Member, Recusal
from tendering.prices.domain import Finding
from tendering.snapshots.domain import Snapshot
from tendering.track_records.rules import record_of
from tendering.track_records.schemas import AssessedOut

Texts = dict[str, str]
FIGURES = TypeAdapter(Figures)


class CriterionWorked(Out):
    """A criterion with its exact weight and scale."""

    name: str
    kind: CriterionKind
    weight: str
    source: Source
    scale_maximum: str | None
    times_delivery: bool

    @classmethod
    def of(cls, criterion: Criterion) -> "CriterionWorked":
        top = criterion.scale_maximum
        exact = {"weight": str(criterion.weight), "scale_maximum": None if top is None else str(top)}
        return cls(**{name: getattr(criterion, name) for name in cls.model_fields.keys() - exact.keys()}, **exact)

    def criterion(self) -> Criterion:
        """In the words of the domain."""
        top = None if self.scale_maximum is None else Decimal(self.scale_maximum)
        made = Criterion(self.name, self.kind, Decimal(self.weight), self.source, top)
        made.times_delivery = self.times_delivery
        return made


class SeatWorked(Out):
    """A member of a panel, by no name; the lots that they left."""

    id: UUID
    kind: Kind
    trained_until: date | None
    under_25: bool
    appointed_at: datetime
    left: list[UUID]

    @classmethod
    def of(cls, member: Member) -> "SeatWorked":
        shown = {name: getattr(member, name) for name in cls.model_fields.keys() - {"left"}}
        return cls(**shown, left=[each.lot_id for each in member.recusals])

    def member(self, notice_id: UUID) -> Member:
        """In the words of the domain."""
        said = self.model_dump(exclude={"left"})
        left = [Recusal(lot_id, "Left.", self.appointed_at) for lot_id in self.left]
        return Member(**said, notice_id=notice_id, subject=str(self.id), recusals=left)


class OfferWorked(Out):
    """An offer as it was opened, and why its bidder is not admitted."""

    bid_id: UUID
    bidder_id: UUID
    price: str
    received_at: datetime
    declared: Texts
    staffing: Texts | None
    refused_because: str | None
    excluded_because: str | None
    is_in_question: bool

    @classmethod
    def of(cls, offered: Offered) -> "OfferWorked":
        staffing = offered.staffing and {name: str(count) for name, count in vars(offered.staffing).items()}
        declared = {name: str(value) for name, value in offered.declared.items()}
        worked = {"price": str(offered.price), "declared": declared, "staffing": staffing}
        return cls(**{name: getattr(offered, name) for name in cls.model_fields.keys() - worked.keys()}, **worked)

    def offered(self) -> Offered:
        """In the words of the domain."""
        staffing = self.staffing and Staffing(**{name: Decimal(count) for name, count in self.staffing.items()})
        declared = {name: Decimal(value) for name, value in self.declared.items()}
        said = self.model_dump(exclude={"price", "declared", "staffing"})
        return Offered(**said, price=Money.parse(self.price), declared=declared, staffing=staffing or None)


class MarkWorked(Out):
    """A mark as it is scored."""

    bid_id: UUID
    criterion: str
    member_id: UUID
    mark: str


class LotWorked(Out):
    """One lot: what was offered, marked, and found about prices."""

    lot_id: UUID
    reference: str | None
    offers: list[OfferWorked]
    marks: list[MarkWorked]
    findings: dict[UUID, Finding]


class SnapshotWorked(Out):
    """What binds the ratings that count; `is_published` says whether ratings froze the same, and is null until then."""

    as_of: datetime
    service_code: str
    digest: str
    is_published: bool | None


class WorkingsOut(Out):
    """Everything that the tables of a notice rest on: `commonweal recount` makes the same tables of it, byte for byte.

    `ratings` are the exact scores of 0 to 10 in the snapshot; what users said never leaves the service.
    `track_records` are the assessments that were known of each bidder at the deadline, where the notice declares them.
    """

    notice_id: UUID
    quality_locked_at: datetime | None
    deadline: date
    criteria: list[CriterionWorked]
    figures: dict[str, str | None]
    members: list[SeatWorked]
    ratings: dict[UUID, str]
    ratings_snapshot: SnapshotWorked | None = None
    deliveries: dict[UUID, str | None]
    neutral_delivery: str
    track_records: dict[UUID, list[AssessedOut]]
    lots: list[LotWorked]

    @classmethod
    def of(cls, notice: Notice, materials: Sequence[Materials], snapshot: Snapshot) -> "WorkingsOut":
        evidence = materials[0].evidence
        references = {lot.id: lot.reference for lot in notice.lots}
        figures = {each.name: getattr(evidence.figures, each.name) for each in fields(Figures)}
        return cls(
            notice_id=notice.id,
            quality_locked_at=notice.quality_locked_at,
            deadline=evidence.deadline,
            criteria=[CriterionWorked.of(each) for each in evidence.criteria],
            figures={name: None if figure is None else str(figure) for name, figure in figures.items()},
            members=[SeatWorked.of(each) for each in evidence.members],
            ratings={bidder: str(score) for bidder, score in evidence.ratings.items()},
            ratings_snapshot=SnapshotWorked.model_validate(snapshot),
            deliveries={who: None if kept is None else str(kept) for who, kept in evidence.deliveries.items()},
            neutral_delivery=str(evidence.neutral_delivery),
            track_records={
                who: [AssessedOut.model_validate(each) for each in record.assessments]
                for who, record in evidence.records.items()
            },
            lots=[lot_worked(each, references[each.lot_id]) for each in materials],
        )

    def recounted(self) -> EvaluationOut:
        """The tables, counted again from these workings and nothing else."""
        references = {lot.lot_id: lot.reference for lot in self.lots}
        results = [
            result_of(lot.lot_id, [each.offered() for each in lot.offers], self._evidence(lot)) for lot in self.lots
        ]
        return EvaluationOut(
            notice_id=self.notice_id,
            quality_locked_at=self.quality_locked_at,
            lots=[LotResultOut.of(each, references[each.lot_id]) for each in results],
        )

    def _evidence(self, lot: LotWorked) -> Evidence:
        marks: dict[tuple[UUID, str], dict[UUID, Fraction]] = {}
        for each in lot.marks:
            marks.setdefault((each.bid_id, each.criterion), {})[each.member_id] = Fraction(each.mark)
        return Evidence(
            criteria=[each.criterion() for each in self.criteria],
            figures=FIGURES.validate_python(self.figures),
            deadline=self.deadline,
            members=[each.member(self.notice_id) for each in self.members],
            marks=marks,
            findings=lot.findings,
            ratings={bidder: Fraction(score) for bidder, score in self.ratings.items()},
            deliveries={who: None if kept is None else Fraction(kept) for who, kept in self.deliveries.items()},
            neutral_delivery=Fraction(self.neutral_delivery),
            records={
                who: record_of(who, [each.assessed() for each in known], self.deadline)
                for who, known in self.track_records.items()
            },
        )


def lot_worked(materials: Materials, reference: str | None) -> LotWorked:
    """One lot of the workings."""
    return LotWorked(
        lot_id=materials.lot_id,
        reference=reference,
        offers=[OfferWorked.of(each) for each in materials.offers],
        marks=[
            MarkWorked(bid_id=bid_id, criterion=criterion, member_id=member_id, mark=str(mark))
            for (bid_id, criterion), given in materials.evidence.marks.items()
            for member_id, mark in given.items()
        ],
        findings=dict(materials.evidence.findings),
    )
