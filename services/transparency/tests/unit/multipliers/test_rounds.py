"""What a pound comes to in a place."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from kernel.rounding import half_up
from transparency.multipliers.domain import Spending

PENCE = some.integers(0, 10**9).map(Fraction)
PART = some.fractions(0, 1, max_denominator=100)


def test_a_year_of_three_contracts() -> None:
    found = Spending(
        spend=Fraction(80_800_000),
        staff_pay=Fraction(41_800_000),
        purchases=Fraction(9_600_000),
        staff_respend=Fraction("0.58"),
        supplier_respend=Fraction("0.46"),
    )
    assert found.rounds == tuple(map(Fraction, (80_800_000, 51_400_000, 28_660_000)))
    assert half_up(found.multiplier or 0, 4) == Decimal("1.9908")


@given(PENCE, PENCE, PENCE, PART, PART)
def test_what_all_leaves_at_once_turns_once_and_nothing_turns_nothing(
    spend: Fraction, staff: Fraction, purchases: Fraction, part: Fraction, other: Fraction
) -> None:
    told = {"staff_respend": part, "supplier_respend": other}
    gone = Spending(spend=spend, staff_pay=Fraction(0), purchases=Fraction(0), **told)
    assert gone.multiplier == (1 if spend else None)
    kept = Spending(spend=spend, staff_pay=staff, purchases=purchases, **told)
    assert kept.rounds[2] <= kept.rounds[1]
