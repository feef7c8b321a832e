"""A return of the open book. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money, SignedMoney

#: What costs are told apart by.
LINES = ("pay", "subcontracts", "materials", "overheads", "group_recharges", "finance")


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What the service cost in a period, line by line."""

    pay: Money
    subcontracts: Money
    materials: Money
    overheads: Money
    group_recharges: Money
    finance: Money

    @property
    def total(self) -> Money:
        """All of it."""
        return sum((getattr(self, name) for name in LINES), Money(0))


@dataclass(frozen=True, kw_only=True)
class RelatedPayment:
    """What was paid to somebody of the supplier's own group, or of its owners."""

    payee: str
    relation: str
    amount: Money


@dataclass(frozen=True, kw_only=True)
class Employer:
    """Whoever employs staff on the contract, and what the least paid of them gets an hour."""

    name: str
    headcount: int
    lowest_hourly: Money


@dataclass(eq=False, kw_only=True)
class BookReturn:
    """One period of a contract's open book.

    `margin_bid_pct` is the margin that the bid was reckoned with, `index_rise_pct` by how much the contract's pay index
    rose in the year to its end.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    first: date
    last: date
    charges: Money
    costs: Costs
    margin: SignedMoney
    margin_bid_pct: Decimal
    related: tuple[RelatedPayment, ...]
    staff: tuple[Employer, ...]
    returned_at: datetime
    index_rise_pct: Decimal | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Unacceptable("/last", "A period cannot end before it begins.")

    @property
    def difference(self) -> SignedMoney:
        """What costs and margin leave unexplained of the charges."""
        return SignedMoney.difference(self.charges, self.costs.total) - self.margin

    @property
    def margin_share(self) -> Fraction | None:
        """The margin over the charges; None where nothing was charged."""
        return Fraction(self.margin.pence, self.charges.pence) if self.charges.pence else None


@dataclass(eq=False, kw_only=True)
class Watch:
    """When a contract's book was last looked at, and the last of its due days that was told of as overdue.

    `is_settled` says that no return of it is owed any more, and it need not be looked at again.
    """

    contract_id: UUID
    looked_on: date
    told_due_on: date | None = None
    is_settled: bool = False


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A contract as the trigger looks at it: what it is worth, since when, and for which service."""

    id: UUID
    value: Money
    signed_on: date
    cpv: Sequence[str]
