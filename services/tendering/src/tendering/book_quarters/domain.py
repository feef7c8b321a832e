"""What a service cost, was charged for and left over in a period. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money, SignedMoney
from kernel.periods import DatePeriod
from tendering.book_tiers.domain import Depth, Standing
from tendering.redactions.domain import Redaction

#: What costs are told apart by; what they leave of the charges is the margin, the seventh line.
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
class Posting:
    """One of the amounts that a line is made of."""

    line: str
    description: str
    amount: Money


@dataclass(eq=False, kw_only=True)
class Statement:
    """Charges, costs and margin of a period, as a supplier states them. Raises Unacceptable for one that runs back."""

    first: date
    last: date
    charges: Money
    costs: Costs
    margin: SignedMoney
    related: tuple[RelatedPayment, ...]

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Unacceptable("/last", "A period cannot end before it begins.")

    @property
    def difference(self) -> SignedMoney:
        """What costs and margin leave unexplained of the charges."""
        return SignedMoney.difference(self.charges, self.costs.total) - self.margin

    @property
    def paid_to_related(self) -> Money:
        """What went to related parties that are named."""
        return sum((each.amount for each in self.related), Money(0))

    @property
    def margin_share(self) -> Fraction | None:
        """The margin over the charges; None where nothing was charged."""
        return Fraction(self.margin.pence, self.charges.pence) if self.charges.pence else None


@dataclass(eq=False, kw_only=True)
class QuarterReturn(Statement):
    """One quarter of a contract's open book. `replaces` is the return that it corrects, `because` says why.

    `withheld` are lines that the public is not told; `report_sha256` is the report of whoever verified the postings.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    postings: tuple[Posting, ...]
    withheld: tuple[Redaction, ...]
    report_sha256: str | None
    replaces: UUID | None
    because: str | None
    returned_at: datetime

    def hidden(self, today: date) -> frozenset[str]:
        """The lines that are withheld on that day; a last one would follow from the others, and is not."""
        left = frozenset(each.place for each in self.withheld if not each.is_over(today))
        return left if len(left) > 1 else frozenset()

    @property
    def unnamed_recharges(self) -> Money:
        """What the group recharged beyond the payments to related parties that are named."""
        recharged = self.costs.group_recharges
        return Money(recharged.pence - min(self.paid_to_related, recharged).pence)


@dataclass(frozen=True, kw_only=True)
class QuarterDue:
    """A quarter whose return is or was owed: its last day for that, and the day on which it came."""

    period: DatePeriod
    due_on: date
    met_on: date | None


@dataclass(frozen=True, kw_only=True)
class Quarters:
    """A contract's book by quarter: how deep it is today, every return of it, and which are or were owed."""

    standing: Standing
    depth: Depth | None
    periods: Sequence[DatePeriod]
    returns: Sequence[QuarterReturn]
    due: Sequence[QuarterDue]
    today: date

    @property
    def next_due_on(self) -> date | None:
        """The last day for the earliest return that has not come; None where none is owed."""
        return min((each.due_on for each in self.due if each.met_on is None), default=None)

    @property
    def is_overdue(self) -> bool:
        """Whether that day is over."""
        return self.next_due_on is not None and self.today > self.next_due_on
