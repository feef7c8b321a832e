"""When a price is looked into, and what may follow (Procurement Act 2023 s.19(4) to (5)).

The Act sets no figure. The platform asks about a price far below the others' mean, and about one that lawful wages
alone would exceed; the second also finds a bidder who is alone. Neither answer disregards anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kernel.errors import RuleBroken
from kernel.money import Money
from tendering.envelopes.domain import Staffing
from tendering.prices.domain import Finding


class Outcome(StrEnum):
    """Where a bid stands. A bid that awaits its response is neither scored nor awarded, and holds up its lot."""

    NOT_FLAGGED = "not_flagged"
    AWAITING_RESPONSE = "awaiting_response"
    KEPT = "kept"
    DISREGARDED = "disregarded"


@dataclass(frozen=True, kw_only=True)
class Wages:
    """The lawful wage an hour in pounds, and the employer's costs on top of it as a share."""

    hourly: Fraction
    on_cost: Fraction


@dataclass(frozen=True)
class LabourFloor:
    """What lawful wages alone cost, in exact pounds; what a price may fall short of them."""

    annual_pay_per_post: Fraction
    floor: Fraction
    price: Fraction

    @property
    def shortfall(self) -> Fraction:
        return max(Fraction(0), self.floor - self.price)

    @property
    def is_undercut(self) -> bool:
        return self.price < self.floor


@dataclass(frozen=True)
class PriceTest:
    """What a price was compared with. `mean_of_others`, in exact pounds, is None where a bidder is alone in its lot."""

    price: Fraction
    mean_of_others: Fraction | None
    trigger: Fraction
    labour: LabourFloor | None

    @property
    def ratio(self) -> Fraction | None:
        """The price over the others' mean; None where there is nothing to divide by."""
        return self.price / self.mean_of_others if self.mean_of_others else None

    @property
    def is_below_ratio(self) -> bool | None:
        """Exactly the trigger's share of the mean is not below it."""
        return None if self.mean_of_others is None else self.price < self.trigger * self.mean_of_others

    @property
    def is_flagged(self) -> bool:
        return bool(self.is_below_ratio) or (self.labour is not None and self.labour.is_undercut)


def compared(
    price: Money, others: Sequence[Money], *, trigger: Fraction, staffing: Staffing | None, wages: Wages
) -> PriceTest:
    """Set a price against the other admitted bids of its lot and against lawful wages."""
    mean = Fraction(sum(other.pence for other in others), 100 * len(others)) if others else None
    pounds = Fraction(price.pence, 100)
    return PriceTest(pounds, mean, trigger, None if staffing is None else labour_floor(pounds, staffing, wages))


def labour_floor(price: Fraction, staffing: Staffing, wages: Wages) -> LabourFloor:
    """Hourly wage by hours and weeks, with on-costs, for every post and year."""
    posts, years = Fraction(staffing.full_time_equivalents), Fraction(staffing.years)
    pay = wages.hourly * Fraction(staffing.hours_per_week) * Fraction(staffing.weeks_per_year)
    floor = pay * (1 + wages.on_cost) * posts * years
    return LabourFloor(pay, floor, price)


def outcome(test: PriceTest, finding: Finding | None) -> Outcome:
    """Where the bid stands after its test. Raises RuleBroken for a finding about a price that nobody asked about."""
    if not test.is_flagged:
        if finding is not None:
            raise RuleBroken("Only a bidder who was asked about its price can be found to have explained it, or not.")
        return Outcome.NOT_FLAGGED
    if finding is None:
        return Outcome.AWAITING_RESPONSE
    return Outcome.KEPT if finding is Finding.DEMONSTRATED else Outcome.DISREGARDED
