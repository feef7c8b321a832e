"""How an open book looks on the wire."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import (
    AmountIn,
    AmountOut,
    Count,
    DayIn,
    DecimalIn,
    DecimalOut,
    Name,
    Out,
    SignedAmountIn,
    SignedAmountOut,
    Strict,
    example,
    places,
)
from kernel.clock import day_of
from kernel.money import Money, SignedMoney
from kernel.rounding import half_up
from tendering.book_quarters.rules import differences, hidden_of, reconciles, returns_within
from tendering.book_quarters.schemas import CostsIn, CostsOut, RelatedPaymentIn, RelatedPaymentOut
from tendering.book_tiers.schemas import DepthOut, shown
from tendering.open_books.domain import Book, BookReturn, Employer
from tendering.open_books.rules import margin_above_bid, pays_fairly, raises_pay, uplifted


class EmployerIn(Strict):
    """Whoever employs staff on the contract, and what the least paid of them gets an hour."""

    name: Name
    headcount: Count
    lowest_hourly: AmountIn


class BookReturnIn(
    Strict,
    json_schema_extra=example(
        first="2027-04-01",
        last="2028-03-31",
        charges="344000.00",
        costs={
            "pay": "240000.00",
            "subcontracts": "36000.00",
            "materials": "20000.00",
            "overheads": "30000.00",
            "group_recharges": "0.00",
            "finance": "1000.00",
        },
        margin="17000.00",
        margin_bid_pct=4.5,
        related=[{"payee": "Ashgate Trading Ltd", "relation": "subsidiary", "amount": "6000.00"}],
        staff=[{"name": "Ashgate Homeless Trust", "headcount": 9, "lowest_hourly": "13.60"}],
    ),
):
    """One period of the book, in pounds: what was charged, what it cost, what is left, who is related, who is paid."""

    first: DayIn
    last: DayIn
    charges: AmountIn
    costs: CostsIn
    margin: SignedAmountIn
    margin_bid_pct: Annotated[DecimalIn, Field(ge=-100, le=100), places(4)]
    related: Annotated[list[RelatedPaymentIn], Field(max_length=500, default_factory=list)]
    staff: Annotated[list[EmployerIn], Field(min_length=1, max_length=500)]
    index_rise_pct: Annotated[DecimalIn, Field(ge=-100, le=100), places(4)] | None = Field(
        default=None, description="By how much the contract's pay index rose in the year to the last day."
    )

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        return {
            "first": self.first,
            "last": self.last,
            "charges": Money.parse(self.charges),
            "costs": self.costs.parsed(),
            "margin": SignedMoney.parse(self.margin),
            "margin_bid_pct": self.margin_bid_pct,
            "index_rise_pct": self.index_rise_pct,
            "related": tuple(each.parsed() for each in self.related),
            "staff": tuple(
                Employer(name=each.name, headcount=each.headcount, lowest_hourly=Money.parse(each.lowest_hourly))
                for each in self.staff
            ),
        }


class EmployerOut(Out):
    """An employer of staff on the contract; `uplifted` is null where it was not on it a year before.

    With a pay index it says that pay has risen by as much as that, otherwise that it has risen.
    """

    name: str
    headcount: int
    lowest_hourly: AmountOut
    uplifted: bool | None


class BookReturnOut(Out):
    """One period, and what it shows: whether it adds up, how the margin stands to the bid, whether pay is fair.

    `raises_pay` says that no employer's yearly uplift is missing; null where nobody was there a year before.
    `apart_from_quarters` tells each line by which it differs from its quarters; null unless these fill its days.
    A line that is withheld of one of them is withheld of it.
    """

    id: UUID
    first: date
    last: date
    charges: AmountOut
    costs: CostsOut
    margin: SignedAmountOut
    difference: SignedAmountOut
    reconciles: bool
    margin_bid_pct: DecimalOut
    margin_above_bid_pct: DecimalOut | None
    related: list[RelatedPaymentOut]
    staff: list[EmployerOut]
    pays_fairly: bool
    index_rise_pct: DecimalOut | None
    raises_pay: bool | None
    apart_from_quarters: dict[str, SignedAmountOut] | None
    returned_at: datetime

    @classmethod
    def of(cls, told: BookReturn, earlier: Sequence[BookReturn], book: Book, *, sees_all: bool) -> Self:
        """With what the returns before it tell, and its own quarters."""
        hidden, apart = withheld_of(told, book, sees_all=sees_all), differences(told, book.quarters.returns)
        above, raised = margin_above_bid(told), uplifted(told, earlier)
        staff = [EmployerOut(**vars(each), uplifted=raised.get(each.name)) for each in told.staff]
        names = ("id", "first", "last", "charges", "margin", "difference")
        return cls(
            **{name: getattr(told, name) for name in names},
            costs=CostsOut.without(told.costs, hidden),
            reconciles=reconciles(told, on=day_of(told.returned_at)),
            margin_bid_pct=told.margin_bid_pct,
            margin_above_bid_pct=None if above is None else half_up(above, 4),
            related=[RelatedPaymentOut.model_validate(each) for each in told.related],
            staff=staff,
            pays_fairly=pays_fairly(told.staff, on=day_of(told.returned_at)),
            index_rise_pct=told.index_rise_pct,
            raises_pay=raises_pay(told, earlier),
            apart_from_quarters=apart and {name: amount for name, amount in apart.items() if name not in hidden},
            returned_at=told.returned_at,
        )


def withheld_of(told: BookReturn, book: Book, *, sees_all: bool) -> frozenset[str]:
    """The lines of a return that a quarter of it withholds today: the others would tell what is withheld."""
    inside = [] if sees_all else returns_within(told.first, told.last, book.quarters.returns)
    return frozenset().union(*(hidden_of(each.first, book.quarters.returns, book.today) for each in inside))


class BookOut(Out):
    """Whether a contract's book is open and why, how deep, what was returned of it, and what is due when.

    `uplift_due_on` is the last day by which to say whether pay rose with the contract's index, the book open or not.
    """

    contract_id: UUID
    is_open: bool
    by_value: bool
    by_aggregate: bool
    threshold: AmountOut
    value: AmountOut
    aggregate: AmountOut
    depth: DepthOut | None
    returns: list[BookReturnOut]
    next_due_on: date | None
    is_overdue: bool
    next_quarter_due_on: date | None
    quarter_is_overdue: bool
    uplift_due_on: date | None

    @classmethod
    def of(cls, book: Book, *, sees_all: bool) -> Self:
        """As it stands today."""
        names = ("is_open", "by_value", "by_aggregate", "threshold", "value", "aggregate")
        why = {name: getattr(book.trigger, name) for name in names}
        returned = [
            BookReturnOut.of(each, book.returns[:index], book, sees_all=sees_all)
            for index, each in enumerate(book.returns)
        ]
        return cls(
            contract_id=book.contract_id,
            **why,
            depth=shown(book.quarters.depth),
            returns=returned,
            next_due_on=book.next_due_on,
            is_overdue=book.is_overdue,
            next_quarter_due_on=book.quarters.next_due_on,
            quarter_is_overdue=book.quarters.is_overdue,
            uplift_due_on=book.uplift_due_on,
        )
