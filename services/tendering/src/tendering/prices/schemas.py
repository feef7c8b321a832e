"""How a price in question looks on the wire. Numbers are rounded here: four places, money to the penny."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DecimalOut, IdIn, MoneyOut, Out, Prose, Strict, example
from kernel.money import Money
from kernel.rounding import half_up
from tendering.prices.domain import Finding, PriceQuery
from tendering.prices.rules import PriceTest

BID, LOT = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b", "0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d"


class PriceIn(Strict, json_schema_extra=example(lot_id=LOT, bid_id=BID)):
    """The price in question."""

    lot_id: IdIn
    bid_id: IdIn


class ExplanationIn(
    PriceIn, json_schema_extra=example(lot_id=LOT, bid_id=BID, explanation="Volunteers do half of the hours.")
):
    """Why the price is what it is."""

    explanation: Prose


class FindingIn(
    PriceIn, json_schema_extra=example(lot_id=LOT, bid_id=BID, finding="demonstrated", reason="The rota bears it out.")
):
    """What the authority makes of the explanation."""

    finding: Annotated[Finding, Field(strict=False)]
    reason: Prose


class PriceQueryOut(Out):
    """What was asked about a price, by when an answer is due, and what came of it."""

    lot_id: UUID
    bid_id: UUID
    asked_at: datetime
    due_on: date
    answered_at: datetime | None
    explanation: str | None
    finding: Finding | None
    reason: str | None

    @classmethod
    def of(cls, query: PriceQuery) -> "PriceQueryOut":
        return cls.model_validate(query)


class LabourFloorOut(Out):
    """What lawful wages alone cost."""

    annual_pay_per_post: MoneyOut
    floor: MoneyOut
    shortfall: MoneyOut
    below_floor: bool


class PriceTestOut(Out):
    """What the price was compared with; null where a bidder is alone, or named no posts."""

    mean_of_others: MoneyOut | None
    ratio_pct: DecimalOut | None
    below_ratio: bool | None
    labour_floor: LabourFloorOut | None
    flagged: bool

    @classmethod
    def of(cls, test: PriceTest) -> "PriceTestOut":
        floor = test.labour and LabourFloorOut(
            annual_pay_per_post=pounds(test.labour.annual_pay_per_post),
            floor=pounds(test.labour.floor),
            shortfall=pounds(test.labour.shortfall),
            below_floor=test.labour.is_undercut,
        )
        return cls(
            mean_of_others=None if test.mean_of_others is None else pounds(test.mean_of_others),
            ratio_pct=None if test.ratio is None else four(test.ratio * 100),
            below_ratio=test.is_below_ratio,
            labour_floor=floor,
            flagged=test.is_flagged,
        )


def four(number: Fraction) -> Decimal:
    """To four places, half up."""
    return half_up(number, 4)


def pounds(amount: Fraction) -> Money:
    """To the penny, half up."""
    return Money(int(half_up(amount, 2).scaleb(2)))
