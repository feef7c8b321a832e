"""How blended funds look on the wire."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalOut, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from grants.blended_funds.domain import BlendedFund, Pledge, Side
from kernel.rounding import half_up


class PledgeIn(Strict):
    """What somebody would put in."""

    contributor: Name
    side: Annotated[Side, Field(strict=False)]
    amount: MoneyIn

    def said(self) -> Pledge:
        """In the words of the domain."""
        return Pledge(contributor=self.contributor, side=self.side, amount=self.amount.parsed())


class BlendedFundIn(
    Strict,
    json_schema_extra=example(
        title="Better Futures in Northbridge",
        description="Outcomes for young people, matched by private investment.",
        is_matched=True,
        pledges=[
            {
                "contributor": "A social investor",
                "side": "private",
                "amount": {"amount": "500000.00", "currency": "GBP"},
            },
            {"contributor": "The council", "side": "public", "amount": {"amount": "500000.00", "currency": "GBP"}},
        ],
    ),
):
    """What the fund is for and who pledges what; `is_matched` binds it to draw private money first."""

    title: Name
    description: Prose
    is_matched: bool = False
    pledges: Annotated[list[PledgeIn], Field(min_length=2, max_length=200)]


class DrawdownIn(
    Strict,
    json_schema_extra=example(pledge=1, amount={"amount": "100000.00", "currency": "GBP"}, drawn_on="2027-04-15"),
):
    """What was put in of the pledge with that number, today unless it says when."""

    pledge: Annotated[int, Field(ge=1, le=200)]
    amount: MoneyIn
    drawn_on: DayIn | None = None


class PledgeOut(Out):
    """A pledge, and what was drawn of it."""

    number: int
    contributor: str
    side: Side
    amount: MoneyOut
    drawn: MoneyOut


class DrawdownOut(Out):
    """What was put in."""

    number: int
    pledge: int
    amount: MoneyOut
    drawn_on: date


class BlendedFundOut(Out):
    """A fund as it stands. `private_per_public` is null before public money is drawn."""

    id: UUID
    host_id: UUID
    title: str
    description: str
    is_matched: bool
    opened_at: datetime
    public_pledged: MoneyOut
    private_pledged: MoneyOut
    public_drawn: MoneyOut
    private_drawn: MoneyOut
    private_per_public: DecimalOut | None
    pledges: list[PledgeOut]
    drawdowns: list[DrawdownOut]
    version: int

    @classmethod
    def of(cls, fund: BlendedFund) -> Self:
        """The fund on the wire; the match to four places."""
        own = {name: getattr(fund, name) for name in ("id", "host_id", "title", "description", "is_matched")}
        return cls(
            **own,
            opened_at=fund.opened_at,
            public_pledged=fund.pledged(Side.PUBLIC),
            private_pledged=fund.pledged(Side.PRIVATE),
            public_drawn=fund.drawn(Side.PUBLIC),
            private_drawn=fund.drawn(Side.PRIVATE),
            private_per_public=None if fund.match is None else half_up(fund.match, 4),
            pledges=[
                PledgeOut(
                    number=each.number,
                    contributor=each.contributor,
                    side=each.side,
                    amount=each.amount,
                    drawn=fund.drawn_of(each),
                )
                for each in fund.pledges
            ],
            drawdowns=[DrawdownOut.model_validate(each) for each in fund.drawdowns],
            version=fund.version,
        )
