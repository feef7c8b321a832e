"""What the public may know of published tallies, one by one and together; who is better, and who only seems so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from ratings.eligibility.domain import Quarter
from ratings.policies.domain import Policy
from ratings.reviews.domain import Tally
from ratings.scores.domain import Cells, Edition, Publication
from ratings.scores.rules.disclosure import can_be_told, disclosed, disclosed_after, together
from ratings.scores.rules.statistics import Interval, credible_interval, posterior_mean, rounded, wilson


@dataclass(frozen=True)
class Shown:
    """What the public may know of a tally. Counts that are None are hidden, zeros are shown."""

    count: int
    score: Decimal  # one to five, shrunk towards the prior
    interval: Interval  # where the score lies with a probability of 90 %; scores whose intervals overlap are ties
    stars: Cells
    recommend: Cells
    recommended: Interval | None  # the share of yes among yes and no, if both counts are shown
    levels: Cells  # how many rated at level A, B, C


def edition(
    tally: Tally,
    levels: tuple[int, ...],
    quarters: Mapping[str, Sequence[int]],
    last: Publication | None,
    policy: Policy,
    *,
    today: date,
) -> Edition:
    """What may be published of a tally now, after what was published of it before."""

    def told(counts: Sequence[int], before: Sequence[int], seen: Cells) -> Cells:
        return disclosed_after(before, seen, counts, policy) if seen else disclosed(counts, policy)

    return Edition(
        tally=tally,
        levels=levels,
        stars_told=told(tally.stars, last.stars if last else (), last.stars_told if last else ()),
        recommend_told=told(tally.recommend, last.recommend if last else (), last.recommend_told if last else ()),
        levels_told=told(levels, last.levels if last else (), last.levels_told if last else ()),
        recent=rounded(posterior_mean(faded(quarters, policy.half_life, today=today), policy.prior)),
    )


def faded(quarters: Mapping[str, Sequence[int]], half_life: timedelta, *, today: date) -> list[Fraction]:
    """The stars of all quarters, each counting half for every half-life since its quarter ended."""
    sums = [Fraction(0)] * 5
    for name, stars in quarters.items():
        age = max(timedelta(0), today - Quarter.parse(name).last_day)
        weight = Fraction(0.5 ** (age / half_life)).limit_denominator(10**9)
        sums = [total + weight * count for total, count in zip(sums, stars, strict=True)]
    return sums


def shown(publications: Sequence[Publication], policy: Policy) -> Shown | None:
    """What may be told of published tallies together; None if none of them may be seen.

    What is not told alone is in no sum: else the sum, less its other parts, would tell it. The interval is told to one
    decimal where a count of stars is hidden.
    """
    publications = [each for each in publications if is_told(each.stars, policy)]
    whole = sum((each.tally for each in publications), Tally())
    if not publications:
        return None
    stars = together([each.stars_told for each in publications])
    recommend = together([each.recommend_told for each in publications])
    yes, no, _ = recommend
    interval = credible_interval(whole.stars, policy.prior)
    return Shown(
        count=whole.count,
        score=rounded(posterior_mean(whole.stars, policy.prior)),
        interval=interval.coarse() if None in stars else interval,
        stars=stars,
        recommend=recommend,
        recommended=wilson(yes, yes + no) if yes is not None and no is not None and yes + no else None,
        levels=together([each.levels_told for each in publications]),
    )


def is_told(stars: Sequence[int], policy: Policy) -> bool:
    """Whether there are ratings enough, and hiding the small counts is enough to hide whoever gave them."""
    return sum(stars) >= policy.public_minimum and can_be_told(stars, policy)


def dimensions_again(
    counted: Mapping[str, tuple[int, ...]], told: Mapping[str, tuple[int, ...]], policy: Policy
) -> dict[str, tuple[int, ...]]:
    """The dimensions that are told now: those that enough have answered, changed by a step or not at all."""
    after: dict[str, tuple[int, ...]] = {}
    for dimension, stars in counted.items():
        before = told.get(dimension)
        stays = before is not None and abs(sum(stars) - sum(before)) < policy.step
        if is_told(stars, policy):
            after[dimension] = before if stays and before is not None else stars
    return after


def ranks(seen: Sequence[Shown]) -> list[int]:
    """A place for each, by its score; whose interval overlaps that of the first in a place shares it (1, 1, 3).

    Never by the lower end of the interval: that would put whoever is new or small behind whoever is large.
    """
    order = sorted(range(len(seen)), key=lambda place: seen[place].score, reverse=True)
    places = [0] * len(seen)
    first, rank = None, 0
    for number, place in enumerate(order, 1):
        if first is None or not first.interval.overlaps(seen[place].interval):
            first, rank = seen[place], number
        places[place] = rank
    return places
