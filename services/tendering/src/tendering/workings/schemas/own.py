"""A bidder's own part of the workings: what its points are counted from, and nothing of anybody else."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from chassis.wire import DecimalOut, Out
from kernel.money import Money
from tendering.criteria.domain import Criterion
from tendering.methods.domain import Aggregate
from tendering.prices.schemas import four
from tendering.track_records.schemas import TrackRecordOut
from tendering.workings.rules import Own
from tendering.workings.schemas.whole import CriterionWorked


class OwnLotWorked(Out):
    """One's own bid for a lot: its price beside the lowest, its promises, its score in the snapshot, and its marks,
    smallest first, by whoever gave them; its track record at the deadline, where the notice declares that.
    """

    lot_id: UUID
    bid_id: UUID
    price: str
    lowest_price: str
    declared: dict[str, str]
    rating: str | None
    marks: dict[str, list[str]]
    delivery: str
    past_performance: str | None
    track_record: TrackRecordOut | None

    @classmethod
    def of(cls, own: Own) -> "OwnLotWorked":
        return cls(
            lot_id=own.lot_id,
            bid_id=own.bid_id,
            price=str(own.price),
            lowest_price=str(own.lowest),
            declared={name: str(value) for name, value in own.declared.items()},
            rating=None if own.rating is None else str(own.rating),
            delivery=str(own.delivery),
            past_performance=None if own.past_performance is None else str(own.past_performance),
            track_record=None if own.record is None else TrackRecordOut.model_validate(own.record),
            marks={name: [str(mark) for mark in marks] for name, marks in own.marks.items()},
        )

    def own(self) -> Own:
        """In the words of the domain."""
        return Own(
            lot_id=self.lot_id,
            bid_id=self.bid_id,
            price=Money.parse(self.price),
            lowest=Money.parse(self.lowest_price),
            declared={name: Fraction(Decimal(value)) for name, value in self.declared.items()},
            rating=None if self.rating is None else Fraction(self.rating),
            delivery=Fraction(self.delivery),
            past_performance=None if self.past_performance is None else Fraction(self.past_performance),
            record=None if self.track_record is None else self.track_record.counted_again(),
            marks={name: [Fraction(mark) for mark in marks] for name, marks in self.marks.items()},
        )


class OwnScoreOut(Out):
    """The points that come of it, as the assessment summary has them, and the track record, from its assessments."""

    lot_id: UUID
    bid_id: UUID
    points: dict[str, DecimalOut]
    total: DecimalOut
    track_record: TrackRecordOut | None


class OwnScoresOut(Out):
    """One's own points for every lot."""

    lots: list[OwnScoreOut]


class OwnWorkingsOut(Out):
    """What one's own points are counted from; `commonweal recount` makes the same points of it."""

    notice_id: UUID
    aggregate: Aggregate
    criteria: list[CriterionWorked]
    lots: list[OwnLotWorked]

    @classmethod
    def made(
        cls, notice_id: UUID, aggregate: Aggregate, criteria: Sequence[Criterion], lots: Sequence[Own]
    ) -> "OwnWorkingsOut":
        return cls(
            notice_id=notice_id,
            aggregate=aggregate,
            criteria=[CriterionWorked.of(each) for each in criteria],
            lots=[OwnLotWorked.of(each) for each in lots],
        )

    def recounted(self) -> OwnScoresOut:
        """The points, counted again from these workings and nothing else."""
        criteria = [each.criterion() for each in self.criteria]
        scores = []
        for each in self.lots:
            own = each.own()
            points = own.points(criteria, self.aggregate)
            told = OwnScoreOut(
                lot_id=each.lot_id,
                bid_id=each.bid_id,
                points={name: four(value) for name, value in points.items()},
                total=four(sum(points.values(), start=Fraction(0))),
                track_record=None if own.record is None else TrackRecordOut.model_validate(own.record),
            )
            scores.append(told)
        return OwnScoresOut(lots=scores)
