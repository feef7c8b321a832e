"""Rounding for who shows numbers. Sums and comparisons are made before it, on exact ones."""

from decimal import Decimal
from fractions import Fraction


def half_up(number: Fraction | int, places: int) -> Decimal:
    """The nearest number of so many decimal places; of two that are equally near, the one further from zero."""
    scaled = abs(Fraction(number)) * 10**places + Fraction(1, 2)
    rounded = Decimal(scaled.numerator // scaled.denominator).scaleb(-places)
    return -rounded if number < 0 else rounded


def percent(share: Fraction | None) -> Decimal | None:
    """A share as so many of a hundred, to four places; None of none."""
    return None if share is None else half_up(100 * share, 4)
