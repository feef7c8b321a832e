"""Nobody works out a hidden count from two publications with their totals, knowing that counts only grow.

They also know that a small one is among the hidden. Who knows the rule to the letter, and of two equal counts which
is hidden first, can still narrow one publication down; the scenario's format fixes that rule.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ratings.policies.domain import policy_of
from ratings.scores.domain import Cells
from ratings.scores.rules.disclosure import disclosed, disclosed_after, together

POLICY = policy_of(None, on=date(2026, 8, 17))
Counts = tuple[int, ...]
#: Three answers, as to whether they recommend it: few enough to try every other course that things may have taken.
counts = st.tuples(*[st.integers(0, 9)] * 3)
gains = st.tuples(*[st.integers(0, 6)] * 3)


def adding_to(total: int, told: Cells) -> Iterator[Counts]:
    """All counts of that total that agree with what is told."""
    for each in product(*(range(total + 1) if count is None else (count,) for count in told)):
        if sum(each) == total:
            yield each


def may_be(told: Cells, counts: Counts) -> bool:
    """Whether a small count is among the hidden, if any is hidden."""
    hidden = [count for count, seen in zip(counts, told, strict=True) if seen is None]
    return not hidden or len(hidden) == len(counts) or any(0 < count < POLICY.cell_minimum for count in hidden)


def worlds(first: Counts, told: Cells, second: Counts, after: Cells) -> Iterator[tuple[Counts, Counts]]:
    """All pairs of counts that agree with what was told of both."""
    for before in adding_to(sum(first), told):
        if may_be(told, before):
            for later in adding_to(sum(second), after):
                if all(less <= more for less, more in zip(before, later, strict=True)):
                    yield before, later


@settings(max_examples=60, deadline=None)
@given(counts, gains)
@example((9, 4, 7), (4, 2, 0))  # told without regard to what was told before, this gives the 4 away
def test_two_publications_leave_every_hidden_count_open(first: Counts, gain: Counts) -> None:
    assume(sum(first) >= POLICY.public_minimum and sum(gain) >= POLICY.step)
    second = tuple(map(sum, zip(first, gain, strict=True)))
    told = disclosed(first, POLICY)
    after = disclosed_after(first, told, second, POLICY)
    found = list(worlds(first, told, second, after))
    assert (first, second) in found
    for place in range(3):
        if told[place] is None:
            assert len({before[place] for before, _ in found}) > 1, (told, after)
        if after[place] is None:
            assert len({later[place] for _, later in found}) > 1, (told, after)


@given(st.lists(st.tuples(*[st.integers(0, 30)] * 5), min_size=2, max_size=4))
def test_a_whole_less_its_known_parts_is_never_a_hidden_part(parts: list[Counts]) -> None:
    told = [disclosed(part, POLICY) for part in parts]
    for place, total in enumerate(together(told)):
        assert (total is None) == any(cells[place] is None for cells in told)
