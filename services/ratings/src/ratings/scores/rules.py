"""The statistics: a Dirichlet posterior for stars, Wilson's interval for yes and no, and which counts stay hidden."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ratings.reviews.domain import LEAST, MOST, Tally
from ratings.scores.domain import Policy, Prior

LEVEL = 0.90  # of every interval
QUANTILE = 1.6448536269514722  # of the standard normal distribution at 95 %
FOUR_PLACES = Decimal("0.0001")
TINY = 1e-300
Cells = tuple[int | None, ...]


@dataclass(frozen=True)
class Interval:
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Shown:
    """What the public may know of a tally. Counts that are None are hidden, zeros are shown."""

    count: int
    score: Decimal  # one to five, shrunk towards the prior
    interval: Interval  # where the score lies with a probability of 90 %; scores whose intervals overlap are ties
    stars: Cells
    recommend: Cells
    recommended: Interval | None  # the share of yes among yes and no, if both counts are shown


def shown(tallies: Sequence[Tally], policy: Policy) -> Shown | None:
    """What may be told of published tallies together; None if there are too few ratings.

    A count is shown only where each of the tallies shows it. So the whole, less the parts that are known, never gives
    away a part that is hidden.
    """
    whole = sum(tallies, Tally())
    if whole.count < policy.public_minimum:
        return None
    recommend = _together([disclosed(tally.recommend, policy) for tally in tallies])
    yes, no, _ = recommend
    return Shown(
        count=whole.count,
        score=rounded(posterior_mean(whole.stars, policy.prior)),
        interval=credible_interval(whole.stars, policy.prior),
        stars=_together([disclosed(tally.stars, policy) for tally in tallies]),
        recommend=recommend,
        recommended=wilson(yes, yes + no) if yes is not None and no is not None and yes + no else None,
    )


def raw_mean(tally: Tally) -> Fraction:
    """The plain mean of the stars. Raises ZeroDivisionError when nobody has rated."""
    return Fraction(sum(star * count for star, count in enumerate(tally.stars, LEAST)), tally.count)


def posterior_mean(stars: Sequence[int], prior: Prior) -> Fraction:
    """(strength · prior mean + sum of stars) ÷ (strength + count), exactly. With no ratings it is the prior mean."""
    weights = [prior.strength * share + count for share, count in zip(prior.shares, stars, strict=True)]
    return sum((star * weight for star, weight in enumerate(weights, LEAST)), Fraction()) / sum(weights)


def credible_interval(stars: Sequence[int], prior: Prior) -> Interval:
    """The 90 % interval of the beta distribution on [1, 5] that has the posterior's mean and variance."""
    weights = [float(prior.strength * share + count) for share, count in zip(prior.shares, stars, strict=True)]
    total = sum(weights)
    mean = float(posterior_mean(stars, prior))
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


def disclosed(counts: Sequence[int], policy: Policy) -> Cells:
    """Small counts hidden, and then the next smallest, until none can be worked out from the total.

    Of two that are equally small the first goes. None is left if hiding all of them is not enough.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < policy.cell_minimum}
    while hidden and (len(hidden) < 2 or sum(counts[place] for place in hidden) < policy.hidden_minimum):
        rest = [(count, place) for place, count in enumerate(counts) if count and place not in hidden]
        if not rest:
            return (None,) * len(counts)
        hidden.add(min(rest)[1])
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


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


def _together(parts: Sequence[Cells]) -> Cells:
    sums: list[int | None] = []
    for cells in zip(*parts, strict=True):
        known = [count for count in cells if count is not None]
        sums.append(sum(known) if len(known) == len(cells) else None)
    return tuple(sums)
