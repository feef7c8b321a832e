"""How far a panel agrees: Krippendorff's alpha for intervals, exactly.

1 is full agreement, 0 is what chance would do, below 0 the members disagree systematically. Marks that are missing are
no disagreement. (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.)
"""

from collections.abc import Sequence
from fractions import Fraction


def alpha(units: Sequence[Sequence[Fraction]]) -> Fraction | None:
    """From the marks that each unit got, in any order. None where nothing differs, or nothing was marked twice."""
    paired = [unit for unit in units if len(unit) > 1]
    every = [mark for unit in paired for mark in unit]
    expected = _disagreement(every)
    if not expected:
        return None
    observed = sum((_disagreement(unit) * len(unit) for unit in paired), start=Fraction(0)) / len(every)
    return 1 - observed / expected


def _disagreement(marks: Sequence[Fraction]) -> Fraction:
    """The mean square of the difference between two of them; nought for fewer than two."""
    count = len(marks)
    if count < 2:
        return Fraction(0)
    squares = sum((mark * mark for mark in marks), start=Fraction(0))
    return 2 * (count * squares - sum(marks, start=Fraction(0)) ** 2) / (count * (count - 1))
