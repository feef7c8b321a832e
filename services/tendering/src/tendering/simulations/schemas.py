"""How a simulation looks on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DecimalIn, IdIn, MoneyIn, Name, Out, Strict, example, places
from kernel.errors import Unacceptable
from tendering.allocations.schemas import AllocationOut
from tendering.criteria.schemas import CriterionIn, MarkValue
from tendering.evaluation.schemas import LotResultOut
from tendering.prices.schemas import BID, LOT
from tendering.simulations.domain import CallOffSupposed, Imagined, Supposed
from tendering.terms.domain import LotLimit

Points = Annotated[DecimalIn, Field(ge=0, le=100), places(2)]
Amount = Annotated[DecimalIn, Field(ge=0, le=1_000_000), places(4)]


class PriceSupposed(Strict):
    """Another price of a bid for a lot."""

    bid_id: IdIn
    lot_id: IdIn
    price: MoneyIn


class LimitSupposed(Strict):
    """Another limit on lots."""

    lots: Annotated[list[Name], Field(min_length=1, max_length=100)]
    maximum: Annotated[int, Field(ge=1, le=100)]


class BidImagined(Strict):
    """A bid that nobody made, for one lot of a draft; marks and rating of 0 to 10."""

    bid_id: IdIn
    bidder_id: IdIn
    lot_id: IdIn
    price: MoneyIn
    marks: Annotated[dict[Name, MarkValue], Field(default_factory=dict)]
    declared: Annotated[dict[Name, Amount], Field(default_factory=dict)]
    rating: MarkValue | None = None
    past_performance: MarkValue | None = None


class CallOffIn(Strict):
    """A mini-competition under one lot of a framework; `criteria` refine the framework's."""

    lot_id: IdIn
    criteria: Annotated[list[CriterionIn], Field(min_length=1, max_length=50)] | None = None


class SimulationIn(
    Strict,
    json_schema_extra=example(
        notice_id="0198c4f2-7a52-7d10-8b2c-5e6f7a8b9c0d",
        prices=[{"bid_id": BID, "lot_id": LOT, "price": {"amount": "81000.00", "currency": "GBP"}}],
        put_back=[],
    ),
):
    """What is supposed of a notice: for one whose bids are open, changes; for a draft, `bids` that are imagined.

    For a framework, with a `call_off`: a competition in which every supplier that may be asked today bids as for its
    seat, unless its price is another.
    """

    notice_id: IdIn
    weights: Annotated[dict[Name, Points], Field(default_factory=dict)]
    left_out: Annotated[list[IdIn], Field(max_length=1000, default_factory=list)]
    put_back: Annotated[list[IdIn], Field(max_length=1000, default_factory=list)]
    prices: Annotated[list[PriceSupposed], Field(max_length=1000, default_factory=list)]
    lot_limit: LimitSupposed | None = None
    bids: Annotated[list[BidImagined], Field(max_length=200, default_factory=list)]
    call_off: CallOffIn | None = None

    def called_off(self) -> CallOffSupposed | None:
        """The call-off in the words of the domain. Raises Unacceptable beside what is supposed of no call-off."""
        if self.call_off is None:
            return None
        if self.bids or self.lot_limit:
            beside = "/bids" if self.bids else "/lot_limit"
            raise Unacceptable(beside, "Of a call-off weights, prices and who bids are supposed.")
        criteria = self.call_off.criteria
        told = None if criteria is None else [each.criterion() for each in criteria]
        return CallOffSupposed(lot_id=self.call_off.lot_id, criteria=told)

    def supposed(self) -> Supposed:
        """In the words of the domain."""
        limit = self.lot_limit
        return Supposed(
            weights=self.weights,
            left_out=frozenset(self.left_out),
            put_back=frozenset(self.put_back),
            prices={(each.bid_id, each.lot_id): each.price.parsed() for each in self.prices},
            limit=None if limit is None else LotLimit(tuple(limit.lots), limit.maximum),
        )

    def imagined(self) -> list[Imagined]:
        """The bids in the words of the domain."""
        return [Imagined(**(dict(each) | {"price": each.price.parsed()})) for each in self.bids]


class CourseOut(Out):
    """How a competition goes; of an imagined one there is only who wins."""

    lots: list[LotResultOut]
    allocation: AllocationOut


class SimulationOut(Out):
    """How it would go and how it went; null for a draft or a call-off. `changed_lots` go to another bid, or to none."""

    notice_id: UUID
    real: CourseOut | None
    supposed: CourseOut
    changed_lots: list[UUID]
