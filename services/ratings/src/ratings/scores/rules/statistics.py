"""The statistics: a Dirichlet posterior for stars, and Wilson's interval for yes and no."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from kernel.stars import LEAST, MOST, shrunk
from ratings.policies.domain import Prior
from ratings.reviews.domain import Tally

LEVEL = 0.90  # of every interval
QUANTILE = 1.6448536269514722  # of the standard normal distribution at 95 %
FOUR_PLACES, ONE_PLACE = Decimal("0.0001"), Decimal("0.1")
TINY = 1e-300


@dataclass(frozen=True)
class Interval:
    low: Decimal
    high: Decimal

    def overlaps(self, other: "Interval") -> bool:
        """Whether chance alone could make the difference: then the two are a tie."""
        return self.low <= other.high and other.low <= self.high

    def coarse(self) -> "Interval":
        """To one decimal, outwards: an exact width tells the sum of squares, and with it a count that is hidden."""
        return Interval(
            self.low.quantize(ONE_PLACE, ROUND_FLOOR).quantize(FOUR_PLACES),
            self.high.quantize(ONE_PLACE, ROUND_CEILING).quantize(FOUR_PLACES),
        )


def raw_mean(tally: Tally) -> Fraction:
    """The plain mean of the stars. Raises ZeroDivisionError when nobody has rated."""
    return Fraction(sum(star * count for star, count in enumerate(tally.stars, LEAST)), tally.count)


def posterior_mean(stars: Sequence[int | Fraction], prior: Prior) -> Fraction:
    """The mean of the posterior, exactly. With no ratings it is the prior mean."""
    return shrunk(stars, mean=prior.mean, strength=prior.strength)


def tenth(stars: Sequence[int], prior: Prior) -> str:
    """The mean of the posterior to one decimal, half up: few ratings more are not read off it."""
    return str(rounded(posterior_mean(stars, prior)).quantize(ONE_PLACE, ROUND_HALF_UP))


def credible_interval(stars: Sequence[int], prior: Prior) -> Interval:
    """The 90 % interval of the beta distribution on [1, 5] that has the posterior's mean and variance."""
    weights = [prior.strength * share + count for share, count in zip(prior.shares, stars, strict=True)]
    return _interval(*map(float, weights), mean=float(posterior_mean(stars, prior)))


@lru_cache(4096)  # the halving below takes thousands of steps, and published tallies are few and asked for often
def _interval(*weights: float, mean: float) -> Interval:
    total = sum(weights)
    square = sum(star * star * weight for star, weight in enumerate(weights, LEAST)) / total
    width = MOST - LEAST
    place, spread = (mean - LEAST) / width, (square - mean * mean) / (total + 1) / width**2
    size = place * (1 - place) / spread - 1
    low, high = (
        LEAST + width * beta_quantile(share, place * size, (1 - place) * size)
        for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    )
    return Interval(rounded(low), rounded(high))


def wilson(yes: int, asked: int) -> Interval:
    """Wilson's 90 % interval for a share."""
    share, square = yes / asked, QUANTILE * QUANTILE
    centre = (share + square / (2 * asked)) / (1 + square / asked)
    half = QUANTILE * math.sqrt(share * (1 - share) / asked + square / (4 * asked * asked)) / (1 + square / asked)
    return Interval(rounded(max(0.0, centre - half)), rounded(min(1.0, centre + half)))


def beta_quantile(share: float, a: float, b: float) -> float:
    """Where the beta distribution has `share` of its mass below: by halving, to the last bit that matters here."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_share(middle, a, b) < share else (low, middle)
    return (low + high) / 2


def beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function: Lentz's continued fraction (DLMF 8.17.22) on its quick side."""
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(1 - x, b, a)
    if x <= 0:
        return 0.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    c, d = 1.0, 1 / max(1 - (a + b) * x / (a + 1), TINY)
    fraction = d
    for m in range(1, 400):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + term * d) or TINY)
            c = (1 + term / c) or TINY
            fraction *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return front * fraction


def rounded(number: Fraction | float) -> Decimal:
    """To four decimals, half up; a fraction is rounded exactly."""
    exact = Decimal(number.numerator) / Decimal(number.denominator) if isinstance(number, Fraction) else Decimal(number)
    return exact.quantize(FOUR_PLACES, ROUND_HALF_UP)
