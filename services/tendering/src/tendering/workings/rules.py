"""A bidder's own part of a lot's workings, and the points that come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from uuid import UUID

from kernel.money import Money
from tendering.criteria.domain import PANELS, SCALE, Criterion
from tendering.evaluation.domain import Entry
from tendering.evaluation.rules.results import LotResult, Materials, valid_marks
from tendering.evaluation.rules.scores import score
from tendering.methods.domain import Aggregate
from tendering.track_records.domain import TrackRecord

_WHENEVER = datetime(2000, 1, 1, tzinfo=UTC)  # when a bid came breaks ties, and changes no points


@dataclass(frozen=True, kw_only=True)
class Own:
    """What one bid's points for one lot are counted from; `lowest` is the lowest price of the table.

    `record` is what was known of the bidder at the deadline and `past_performance` what that scores, where the notice
    declares it.
    """

    lot_id: UUID
    bid_id: UUID
    price: Money
    lowest: Money
    declared: Mapping[str, Fraction]
    rating: Fraction | None
    marks: Mapping[str, Sequence[Fraction]]
    delivery: Fraction
    past_performance: Fraction | None
    record: TrackRecord | None

    def points(self, criteria: Sequence[Criterion], aggregate: Aggregate) -> dict[str, Fraction]:
        """The exact points for each criterion."""
        entry = Entry(
            bid=str(self.bid_id),
            bidder="",
            price=self.price,
            submitted_at=_WHENEVER,
            declared=self.declared,
            rating=self.rating,
            marks={name: aggregate.of(marks) for name, marks in self.marks.items()},
            delivery=self.delivery,
            past_performance=self.past_performance,
        )
        return {each.name: each.points * score(each, entry, self.lowest.pence) / SCALE for each in criteria}


def own_of(materials: Materials, result: LotResult, bidder_id: UUID) -> list[Own]:
    """The bidder's lines of the lot's table."""
    lowest = min((line.entry.price for line in result.table), default=None)
    lines = {line.entry.bid: line.entry for line in result.table}
    evidence, panels = materials.evidence, result.panels
    marked = [criterion for criterion in evidence.criteria if criterion.source in PANELS]
    return [
        Own(
            lot_id=materials.lot_id,
            bid_id=each.bid_id,
            price=each.price,
            lowest=lowest,
            declared={name: Fraction(value) for name, value in each.declared.items()},
            rating=lines[str(each.bid_id)].rating,
            delivery=lines[str(each.bid_id)].delivery,
            past_performance=lines[str(each.bid_id)].past_performance,
            record=evidence.records.get(bidder_id),
            marks={c.name: sorted(valid_marks(each, c, panels, evidence).values()) for c in marked},
        )
        for each in materials.offers
        if lowest is not None and each.bidder_id == bidder_id and str(each.bid_id) in lines
    ]
