"""Unit costs: what is paid in a year over what it gave. Nothing is rounded before it is shown."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kernel.money import Money
from kernel.periods import DatePeriod
from kernel.rounding import half_up
from tendering.awards.domain import Award
from tendering.contracts.domain import Contract
from tendering.notices.domain import Notice
from tendering.obligations.rules.reach import months_of
from tendering.outcomes.domain import Return


@dataclass(frozen=True, kw_only=True)
class UnitCosts:
    """What a unit cost; None where there was none of it, or where no cost is known."""

    occupancy_pct: Decimal | None
    per_place_year: Money | None
    per_occupied_night: Money | None
    per_outcome: Money | None


def annual_award(notice: Notice, award: Award, contract: Contract) -> Fraction | None:
    """The pence that an award pays in a year: over the months that its lots announced, or else its contract's."""
    lots = [lot for lot in notice.lots if lot.id in award.lot_ids]
    starts, ends = [lot.starts_on for lot in lots if lot.starts_on], [lot.ends_on for lot in lots if lot.ends_on]
    announced = DatePeriod(min(starts), max(ends)) if starts and ends else None
    months = months_of(announced or DatePeriod(contract.starts_on, contract.agreed_end))
    return Fraction(award.value.pence * 12, months) if months else None


def unit_costs(told: Return, award_pence: Fraction | None) -> UnitCosts:
    """Each unit's cost, of the stated annual cost or else of the annual award."""
    pence = award_pence if told.annual_cost is None else Fraction(told.annual_cost.pence)
    nights = told.available_nights
    return UnitCosts(
        occupancy_pct=half_up(Fraction(100 * told.occupied_nights, nights), 4) if nights else None,
        per_place_year=_each(pence, told.places),
        per_occupied_night=_each(pence, told.occupied_nights),
        per_outcome=_each(pence, told.outcomes),
    )


def _each(pence: Fraction | None, count: int) -> Money | None:
    return Money(int(half_up(pence / count, 0))) if pence is not None and count else None
