"""How a quarter of an open book looks on the wire."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import (
    AmountIn,
    AmountOut,
    DayIn,
    IdIn,
    Name,
    Out,
    Prose,
    SignedAmountIn,
    SignedAmountOut,
    Strict,
    example,
)
from kernel.clock import day_of
from kernel.money import Money, SignedMoney
from tendering.book_quarters.domain import LINES, Costs, Posting, QuarterDue, QuarterReturn, Quarters, RelatedPayment
from tendering.book_quarters.rules import hidden_of, reconciles, standing_returns
from tendering.book_tiers.schemas import DepthOut, shown
from tendering.envelopes.schemas import Digest
from tendering.redactions.domain import Ground, Redaction

LineName = Literal["pay", "subcontracts", "materials", "overheads", "group_recharges", "finance"]


class CostsIn(Strict):
    """What the service cost, in pounds."""

    pay: AmountIn
    subcontracts: AmountIn
    materials: AmountIn
    overheads: AmountIn
    group_recharges: AmountIn
    finance: AmountIn

    def parsed(self) -> Costs:
        """In the words of the domain."""
        return Costs(**{name: Money.parse(getattr(self, name)) for name in LINES})


class RelatedPaymentIn(Strict):
    """What was paid to somebody of the supplier's own group or of its owners."""

    payee: Name
    relation: Name
    amount: AmountIn

    def parsed(self) -> RelatedPayment:
        """In the words of the domain."""
        return RelatedPayment(payee=self.payee, relation=self.relation, amount=Money.parse(self.amount))


class PostingIn(Strict):
    """One of the amounts that a line is made of; of staff by role, never by name."""

    line: LineName
    description: Name
    amount: AmountIn

    def parsed(self) -> Posting:
        """In the words of the domain."""
        return Posting(line=self.line, description=self.description, amount=Money.parse(self.amount))


class WithheldIn(Strict):
    """A line that the public is not told, on which ground, why, and until when."""

    line: LineName
    ground: Annotated[Ground, Field(strict=False)]
    explanation: Prose
    until: DayIn

    def parsed(self) -> Redaction:
        """In the words of the domain."""
        return Redaction(place=self.line, ground=self.ground, explanation=self.explanation, until=self.until)


class QuarterIn(
    Strict,
    json_schema_extra=example(
        first="2027-04-01",
        last="2027-06-30",
        charges="86000.00",
        costs={
            "pay": "60000.00",
            "subcontracts": "9000.00",
            "materials": "5000.00",
            "overheads": "7500.00",
            "group_recharges": "1500.00",
            "finance": "250.00",
        },
        margin="2750.00",
        related=[{"payee": "Ashgate Trading Ltd", "relation": "subsidiary", "amount": "1500.00"}],
        postings=[
            {"line": "materials", "description": "Bedding and food", "amount": "3200.00"},
            {"line": "materials", "description": "Repairs", "amount": "1800.00"},
        ],
        withheld=[
            {
                "line": line,
                "ground": "sensitive_commercial",
                "explanation": "It would tell competitors its price for a later lot.",
                "until": "2028-03-31",
            }
            for line in ("subcontracts", "overheads")
        ],
    ),
):
    """One quarter of the book, in pounds. Postings add up to their line; `replaces` corrects an earlier return.

    Two lines or more may be withheld for a time: one alone would follow from the others.
    """

    first: DayIn
    last: DayIn
    charges: AmountIn
    costs: CostsIn
    margin: SignedAmountIn
    related: Annotated[list[RelatedPaymentIn], Field(max_length=500, default_factory=list)]
    postings: Annotated[list[PostingIn], Field(max_length=2000, default_factory=list)]
    withheld: Annotated[list[WithheldIn], Field(max_length=len(LINES), default_factory=list)]
    report_sha256: Digest | None = None
    replaces: IdIn | None = None
    because: Prose | None = None

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        return {
            **dict(self),
            "charges": Money.parse(self.charges),
            "costs": self.costs.parsed(),
            "margin": SignedMoney.parse(self.margin),
            "related": tuple(each.parsed() for each in self.related),
            "postings": tuple(each.parsed() for each in self.postings),
            "withheld": tuple(each.parsed() for each in self.withheld),
        }


class CostsOut(Out):
    """What the service cost, in pounds; a line that is withheld from the reader is null, and counts in the total."""

    pay: AmountOut | None
    subcontracts: AmountOut | None
    materials: AmountOut | None
    overheads: AmountOut | None
    group_recharges: AmountOut | None
    finance: AmountOut | None
    total: AmountOut

    @classmethod
    def without(cls, costs: Costs, hidden: frozenset[str]) -> Self:
        """All lines but these."""
        lines = {name: None if name in hidden else getattr(costs, name) for name in LINES}
        return cls(**lines, total=costs.total)


class RelatedPaymentOut(Out):
    """What was paid to somebody related."""

    payee: str
    relation: str
    amount: AmountOut


class PostingOut(Out):
    """One of the amounts that a line is made of."""

    line: str
    description: str
    amount: AmountOut


class WithheldOut(Out):
    """A line that is or was withheld, why and until when."""

    line: str
    ground: Ground
    explanation: str
    until: date
    is_over: bool


class QuarterOut(Out):
    """One quarter, as the reader may see it, and what it shows.

    `has_related` flags payments to related parties; `unnamed_recharges` is what the group recharged beyond those named.
    """

    id: UUID
    first: date
    last: date
    charges: AmountOut
    costs: CostsOut
    margin: SignedAmountOut
    difference: SignedAmountOut
    reconciles: bool
    has_related: bool
    related: list[RelatedPaymentOut]
    unnamed_recharges: AmountOut | None
    postings: list[PostingOut]
    withheld: list[WithheldOut]
    report_sha256: str | None
    replaces: UUID | None
    because: str | None
    is_replaced: bool
    returned_at: datetime

    @classmethod
    def of(cls, told: QuarterReturn, *, is_replaced: bool, hidden: frozenset[str], today: date) -> Self:
        """As it stands on that day, without the lines that are hidden from the reader."""
        names = ("id", "first", "last", "charges", "margin", "difference", "report_sha256", "replaces", "because")
        withheld = [
            WithheldOut(
                line=it.place,
                ground=it.ground,
                explanation=it.explanation,
                until=it.until or told.last,
                is_over=it.is_over(today),
            )
            for it in told.withheld
        ]
        return cls(
            **{name: getattr(told, name) for name in names},
            costs=CostsOut.without(told.costs, hidden),
            reconciles=reconciles(told, on=day_of(told.returned_at)),
            has_related=bool(told.related) or told.costs.group_recharges > Money(0),
            related=[RelatedPaymentOut.model_validate(each) for each in told.related],
            unnamed_recharges=None if "group_recharges" in hidden else told.unnamed_recharges,
            postings=[PostingOut.model_validate(each) for each in told.postings if each.line not in hidden],
            withheld=withheld,
            is_replaced=is_replaced,
            returned_at=told.returned_at,
        )


class QuarterDueOut(Out):
    """A quarter whose return is or was owed."""

    first: date
    last: date
    due_on: date
    met_on: date | None


class QuartersOut(Out):
    """A contract's open book by quarter: how deep it is today, what was returned, and what is owed by when."""

    contract_id: UUID
    depth: DepthOut | None
    next_due_on: date | None
    is_overdue: bool
    due: list[QuarterDueOut]
    returns: list[QuarterOut]

    @classmethod
    def of(cls, book: Quarters, *, sees_all: bool) -> Self:
        """As it stands today."""
        standing = {each.id for each in standing_returns(book.returns)}
        return cls(
            contract_id=book.standing.contract_id,
            depth=shown(book.depth),
            next_due_on=book.next_due_on,
            is_overdue=book.is_overdue,
            due=dues(book.due),
            returns=[
                QuarterOut.of(
                    each,
                    is_replaced=each.id not in standing,
                    hidden=frozenset() if sees_all else hidden_of(each.first, book.returns, book.today),
                    today=book.today,
                )
                for each in book.returns
            ],
        )


def dues(due: Sequence[QuarterDue]) -> list[QuarterDueOut]:
    """As clients see them."""
    return [
        QuarterDueOut(first=it.period.first, last=it.period.last or it.period.first, due_on=it.due_on, met_on=it.met_on)
        for it in due
    ]
