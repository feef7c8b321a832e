"""Two tests of chance: whether a week brought too many, and whether two groups answer too differently."""

import math
from collections.abc import Sequence


def chance_of_week(came: int, before: int, weeks: int) -> float:
    """How likely so many or more come in a week after `before` in that many weeks, if nothing has changed.

    Arrivals are taken as Poisson's, their rate as unknown: with Jeffreys' prior the next week follows a negative
    binomial distribution with r = before + 1/2 and p = weeks / (weeks + 1). By logarithms: the first terms after ten
    thousand are smaller than a float can be, and all that follow are made from them.
    """
    size, share = before + 0.5, weeks / (weeks + 1)
    term, below = size * math.log(share), 0.0
    for count in range(came):
        below += math.exp(term)
        term += math.log((count + size) / (count + 1) * (1 - share))
    return max(0.0, 1 - below)


def chance_of_difference(one: Sequence[int], other: Sequence[int]) -> float:
    """How likely counts of ordered answers differ so much or more, if both groups think alike.

    Mann and Whitney's test, two-sided, by the normal distribution with ties: good from twenty in each group.
    """
    sizes, together = (sum(one), sum(other)), [a + b for a, b in zip(one, other, strict=True)]
    whole, below, wins = sum(sizes), 0, 0.0
    for a, b in zip(one, other, strict=True):
        wins += a * (below + b / 2)
        below += b
    ties = sum(count**3 - count for count in together) / (whole * (whole - 1))
    variance = sizes[0] * sizes[1] / 12 * (whole + 1 - ties)
    if variance <= 0:
        return 1.0  # everybody gave the same answer
    return math.erfc(abs(wins - sizes[0] * sizes[1] / 2) / math.sqrt(2 * variance))
