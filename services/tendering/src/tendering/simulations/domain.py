"""What is supposed. Pure: no database, no clock, no wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from kernel.money import Money
from tendering.criteria.domain import Criterion
from tendering.terms.domain import LotLimit


@dataclass(frozen=True, kw_only=True)
class Supposed:
    """What is changed of a competition; what is left out stays as it is.

    `put_back` takes bids that were refused or disregarded for admitted ones, and prices in question for explained.
    """

    weights: Mapping[str, Decimal] = field(default_factory=dict)
    left_out: frozenset[UUID] = frozenset()
    put_back: frozenset[UUID] = frozenset()
    prices: Mapping[tuple[UUID, UUID], Money] = field(default_factory=dict)
    limit: LotLimit | None = None


@dataclass(frozen=True, kw_only=True)
class CallOffSupposed:
    """A competition under one lot of a framework. Without `criteria` the framework's judge it as they stand."""

    lot_id: UUID
    criteria: Sequence[Criterion] | None = None


@dataclass(frozen=True, kw_only=True)
class Imagined:
    """A bid for one lot that nobody has made, for a notice that is still a draft. Marks and ratings are 0 to 10."""

    bid_id: UUID
    bidder_id: UUID
    lot_id: UUID
    price: Money
    marks: Mapping[str, Decimal]
    declared: Mapping[str, Decimal]
    rating: Decimal | None
    past_performance: Decimal | None
