"""How the local multiplier looks on the wire."""

from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field

from chassis.wire import DecimalIn, DecimalOut, MoneyOut, Out, SignedMoneyIn, Strict, example, places
from kernel.rounding import half_up
from transparency.flows.schemas import PLACES, money
from transparency.multipliers.domain import Spending

Share = Annotated[DecimalIn, Field(ge=0, le=1), places(12)]


class SpendingIn(
    Strict,
    json_schema_extra=example(
        spend={"amount": "808000.00", "currency": "GBP"},
        local_staff_pay={"amount": "418000.00", "currency": "GBP"},
        local_purchases={"amount": "96000.00", "currency": "GBP"},
        staff_local_respend_share=0.58,
        supplier_local_respend_share=0.46,
    ),
):
    """What was spent, what local staff and suppliers had of it, and the parts that these spend locally again."""

    spend: SignedMoneyIn
    local_staff_pay: SignedMoneyIn
    local_purchases: SignedMoneyIn
    staff_local_respend_share: Share
    supplier_local_respend_share: Share

    def parsed(self) -> Spending:
        """In the words of the domain."""
        return Spending(
            spend=Fraction(self.spend.parsed().pence),
            staff_pay=Fraction(self.local_staff_pay.parsed().pence),
            purchases=Fraction(self.local_purchases.parsed().pence),
            staff_respend=Fraction(self.staff_local_respend_share),
            supplier_respend=Fraction(self.supplier_local_respend_share),
        )


class MultiplierOut(Out):
    """Three rounds of spending in a place, and what a pound comes to; null where nothing was spent."""

    round_1: MoneyOut
    round_2: MoneyOut
    round_3: MoneyOut
    multiplier: DecimalOut | None

    @classmethod
    def of(cls, spending: Spending) -> Self:
        """Rounded last."""
        first, second, third = (money(each) for each in spending.rounds)
        found = spending.multiplier
        multiplier = None if found is None else half_up(found, PLACES)
        return cls(round_1=first, round_2=second, round_3=third, multiplier=multiplier)
