"""No subtraction of what is told by quarter, service, organisation or area ends at a handful of ratings."""

from datetime import UTC, date, datetime
from itertools import combinations
from uuid import uuid4

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ratings.policies.domain import policy_of
from ratings.reviews.domain import Tally
from ratings.scores.domain import Publication
from ratings.scores.rules.showing import edition, is_told, shown
from ratings.series.domain import Stars, told_again, total

POLICY = policy_of(None, on=date(2026, 8, 17))
NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
QUARTERS = ("2026-Q3", "2026-Q4", "2027-Q1")
cells = st.tuples(*[st.integers(0, 8)] * 5)
arrivals = st.lists(st.dictionaries(st.sampled_from(QUARTERS), cells), min_size=1, max_size=6)


def added(one: Stars, other: Stars) -> Stars:
    return tuple(map(sum, zip(one, other, strict=True)))


@settings(max_examples=200, deadline=None)
@given(arrivals)
@example([{"2026-Q3": (0, 0, 5, 5, 5), "2026-Q4": (0, 0, 0, 0, 3)}])  # three are left over
@example([{"2026-Q3": (0, 0, 5, 5, 5)}, {"2026-Q3": (1, 0, 0, 0, 0), "2026-Q4": (0, 0, 0, 0, 8)}])
def test_quarters_change_by_a_step_and_leave_nothing_or_a_step_of_the_whole(came: list[dict[str, Stars]]) -> None:
    counted: dict[str, Stars] = {}
    told: dict[str, Stars] = {}
    published = 0
    for batch in came:
        counted |= {quarter: added(stars, counted.get(quarter, (0,) * 5)) for quarter, stars in batch.items()}
        whole = total(counted)
        if whole < POLICY.public_minimum or whole - published < POLICY.step:
            continue
        published, before, told = whole, told, told_again(whole, counted, told, POLICY)
        assert all(is_told(stars, POLICY) for stars in told.values())
        left = whole - total(told)
        assert left == 0 or left >= POLICY.step
        for quarter in told.keys() & before.keys():
            change = sum(told[quarter]) - sum(before[quarter])
            assert change == 0 or change >= POLICY.step


def publication(stars: Stars) -> Publication:
    first = edition(Tally(stars, (sum(stars), 0, 0)), (0, sum(stars), 0), {}, None, POLICY, today=NOW.date())
    return Publication.first(uuid4(), first, now=NOW)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 12)] * 5), min_size=2, max_size=4))
@example([(0, 0, 0, 20, 20), (0, 0, 0, 3, 3)])  # the second is told to nobody
def test_two_sums_differ_by_nothing_or_by_services_that_are_told_alone(services: list[Stars]) -> None:
    published = [publication(stars) for stars in services]
    cuts = [list(some) for size in range(1, len(published) + 1) for some in combinations(published, size)]
    sums = {tuple(id(each) for each in some): (seen.count if (seen := shown(some, POLICY)) else 0) for some in cuts}
    for (small, less), (large, more) in combinations(sums.items(), 2):
        if set(small) <= set(large):
            assert more - less == 0 or more - less >= POLICY.public_minimum
