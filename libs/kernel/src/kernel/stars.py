"""Stars from one to five, and the one formula by which few of them are held near to what is usual."""

from collections.abc import Sequence
from fractions import Fraction

LEAST, MOST = 1, 5


def shrunk(stars: Sequence[int | Fraction], *, mean: Fraction, strength: int) -> Fraction:
    """(strength · usual mean + sum of stars) ÷ (strength + count), exactly; `stars` counts those of one star first.

    Whom nobody has rated has exactly the usual mean: being new is no merit and no fault (PA 2023 s.12(4)).
    """
    total = sum((star * count for star, count in enumerate(stars, LEAST)), Fraction())
    return (strength * mean + total) / (strength + sum(stars))
