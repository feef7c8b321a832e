"""Which counts may be seen: none that is small, none that a total gives away, none that two publications give away."""

from collections.abc import Collection, Sequence

from ratings.policies.domain import Policy
from ratings.scores.domain import Cells


def disclosed(counts: Sequence[int], policy: Policy) -> Cells:
    """Small counts hidden, and then the next smallest, until none can be worked out from the total.

    Of two that are equally small the first goes. None is left if hiding all of them is not enough.
    """
    return without(counts, hidden(counts, policy))


def disclosed_after(before: Sequence[int], told: Cells, counts: Sequence[int], policy: Policy) -> Cells:
    """The same for counts that follow others which were told of already: the difference gives nothing away either.

    What was hidden stays so until as many are new among the hidden as it takes to hide; what was shown is hidden among
    enough that are new. Where neither can be, no count is told this time.
    """
    natural = hidden(counts, policy)
    both = natural | {place for place, count in enumerate(told) if count is None}
    gained = sum(abs(counts[place] - before[place]) for place in both)
    if not both or gained >= policy.hidden_minimum:
        return without(counts, natural)
    if natural <= {place for place, count in enumerate(told) if count is None} or gained >= policy.cell_minimum:
        return without(counts, both)
    return (None,) * len(counts)


def hidden(counts: Sequence[int], policy: Policy) -> set[int]:
    """The places of the counts that a single publication hides."""
    small = {place for place, count in enumerate(counts) if 0 < count < policy.cell_minimum}
    while small and (len(small) < 2 or sum(counts[place] for place in small) < policy.hidden_minimum):
        rest = [(count, place) for place, count in enumerate(counts) if count and place not in small]
        if not rest:
            return set(range(len(counts)))
        small.add(min(rest)[1])
    return small


def can_be_told(counts: Sequence[int], policy: Policy) -> bool:
    """Whether hiding counts is enough to hide the small ones; else nothing is told at all."""
    places = hidden(counts, policy)
    return not places or (len(places) > 1 and sum(counts[place] for place in places) >= policy.hidden_minimum)


def without(counts: Sequence[int], places: Collection[int]) -> Cells:
    """The counts, but for those."""
    return tuple(None if place in places else count for place, count in enumerate(counts))


def together(parts: Sequence[Cells]) -> Cells:
    """Sums of what is told: a count only where every part tells it, so no whole, less the known, is a hidden part."""
    sums: list[int | None] = []
    for cells in zip(*parts, strict=True):
        known = [count for count in cells if count is not None]
        sums.append(sum(known) if len(known) == len(cells) else None)
    return tuple(sums)
