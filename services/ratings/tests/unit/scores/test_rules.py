"""The statistics, against figures that were worked out elsewhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.policies.domain import Policy, Prior, policy_of
from ratings.reviews.domain import Recommend, Tally
from ratings.scores.domain import Publication
from ratings.scores.rules.disclosure import disclosed
from ratings.scores.rules.showing import Shown, edition, ranks
from ratings.scores.rules.showing import shown as shown_of
from ratings.scores.rules.statistics import beta_share, credible_interval, posterior_mean, rounded, wilson

USUAL = Prior([Fraction(share, 100) for share in (5, 5, 15, 35, 40)], strength=10)
NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
POLICY = policy_of(None, on=NOW.date())
Stars = tuple[int, int, int, int, int]
stars = st.tuples(*[st.integers(0, 60)] * 5)


def a_tally(*given_stars: int, recommend: tuple[int, int, int] | None = None) -> Tally:
    return Tally(given_stars, recommend or (sum(given_stars), 0, 0))


def shown(tallies: list[Tally], policy: Policy) -> Shown | None:
    """What may be told of tallies that were each published for the first time."""
    return shown_of([published(tally, policy) for tally in tallies], policy)


def published(tally: Tally, policy: Policy = POLICY) -> Publication:
    first = edition(tally, (0, 0, tally.count), {}, None, policy, today=NOW.date())
    return Publication.first(uuid4(), first, now=NOW)


@pytest.mark.parametrize(
    ("counts", "mean", "low", "high"),
    [
        ((0, 0, 0, 0, 0), "4.0000", "3.415", "4.498"),
        ((0, 0, 0, 0, 3), "4.2308", "3.727", "4.642"),
        ((2, 3, 5, 15, 15), "3.9600", "3.695", "4.208"),
        ((4, 6, 20, 70, 100), "4.2667", "4.160", "4.368"),
    ],
)
def test_a_score_is_shrunk_towards_what_is_usual(counts: Stars, mean: str, low: str, high: str) -> None:
    assert rounded(posterior_mean(counts, USUAL)) == Decimal(mean)
    interval = credible_interval(counts, USUAL)
    assert interval.low.quantize(Decimal("0.001")) == Decimal(low)
    assert interval.high.quantize(Decimal("0.001")) == Decimal(high)


@pytest.mark.parametrize(
    ("counts", "mean"),
    [
        ((1, 2, 9, 18, 34), "4.1429"),
        ((0, 1, 3, 6, 12), "4.0238"),
        ((0, 0, 0, 0, 0), "3.7000"),
        ((16, 27, 38, 25, 14), "3.0571"),
        ((1, 3, 8, 14, 15), "3.8689"),
    ],
)
def test_the_platforms_prior_gives_northbridges_scores(counts: Stars, mean: str) -> None:
    assert rounded(posterior_mean(counts, POLICY.prior)) == Decimal(mean)
    assert sum(POLICY.prior.shares) == 1


@pytest.mark.parametrize(
    ("yes", "asked", "low", "high"),
    [(18, 20, "0.7383", "0.9663"), (3, 3, "0.5258", "1.0000"), (0, 3, "0.0000", "0.4742")],
)
def test_wilsons_interval(yes: int, asked: int, low: str, high: str) -> None:
    assert (wilson(yes, asked).low, wilson(yes, asked).high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("x", "a", "b", "share"), [(0.5, 2, 2, 0.5), (0.25, 1, 1, 0.25), (0.9, 5, 1, 0.9**5), (0, 2, 3, 0)]
)
def test_the_beta_distribution_where_it_is_known(x: float, a: float, b: float, share: float) -> None:
    assert beta_share(x, a, b) == pytest.approx(share, abs=1e-12)


@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ((1, 2, 8, 20, 15), (None, None, None, 20, 15)),
        ((1, 6, 8, 20, 15), (None, None, None, 20, 15)),
        ((0, 6, 8, 20, 15), (0, 6, 8, 20, 15)),
        ((1, 2, 9, 18, 34), (None, None, None, 18, 34)),
        ((0, 1, 3, 6, 12), (0, None, None, None, 12)),
        ((16, 27, 38, 25, 14), (16, 27, 38, 25, 14)),
        ((1, 3, 8, 14, 15), (None, None, None, 14, 15)),
        ((0, 0, 0, 5, 2), (None, None, None, None, None)),
    ],
)
def test_small_counts_are_hidden_and_cannot_be_worked_out(counts: Stars, seen: tuple[int | None, ...]) -> None:
    assert disclosed(counts, POLICY) == seen


@given(stars)
def test_what_is_hidden_is_never_one_count_and_never_few_people(counts: Stars) -> None:
    hidden = [count for count, seen in zip(counts, disclosed(counts, POLICY), strict=True) if seen is None]
    assert not any(seen is not None and 0 < seen < 5 for seen in disclosed(counts, POLICY))
    assert (
        not hidden or all(seen is None for seen in disclosed(counts, POLICY)) or (len(hidden) > 1 and sum(hidden) > 9)
    )


@given(stars)
def test_another_five_never_lowers_a_score_and_a_score_stays_within_its_interval(counts: Stars) -> None:
    before, after = posterior_mean(counts, USUAL), posterior_mean((*counts[:4], counts[4] + 1), USUAL)
    assert before <= after
    assert after - before <= Fraction(4, sum(counts) + USUAL.strength + 1)
    interval = credible_interval(counts, USUAL)
    assert interval.low < rounded(before) < interval.high


@pytest.mark.parametrize("few", [(0, 0, 0, 0, 0), (1, 0, 2, 3, 3)])
def test_of_fewer_than_ten_ratings_nothing_is_told(few: Stars) -> None:
    assert shown([a_tally(*few)], POLICY) is None


def test_of_ten_ratings_the_score_is_told() -> None:
    seen = shown([a_tally(0, 0, 0, 0, 10, recommend=(10, 0, 0))], POLICY)
    assert seen is not None
    assert (seen.count, seen.stars, seen.recommend) == (10, (0, 0, 0, 0, 10), (10, 0, 0))
    assert seen.recommended == wilson(10, 10)


def test_the_share_that_recommends_is_told_only_with_its_counts() -> None:
    seen = shown([a_tally(0, 0, 0, 10, 10, recommend=(12, 6, 2))], POLICY)
    assert seen is not None
    assert seen.recommend == (None, None, None)  # 2 and 6 together are fewer than ten
    assert seen.recommended is None


def test_a_whole_never_gives_away_a_hidden_part() -> None:
    small, large = a_tally(3, 7, 10, 10, 10), a_tally(6, 7, 10, 10, 10)
    whole = shown([small, large], POLICY)
    assert whole is not None
    assert whole.stars == (None, None, 20, 20, 20)  # 9 ones less the large part's 6 would be the small part's 3


def test_the_order_of_ratings_does_not_matter() -> None:
    said = [(5, Recommend.YES), (1, Recommend.NO), (3, Recommend.DONT_KNOW)]
    forward, backward = (sum((Tally.of(*each) for each in order), Tally()) for order in (said, said[::-1]))
    assert forward == backward == Tally((1, 0, 1, 0, 1), (1, 1, 1))


@pytest.mark.parametrize(
    ("new", "later", "outdone"),
    [(5, timedelta(days=7), True), (4, timedelta(days=70), False), (50, timedelta(days=7, microseconds=-1), False)],
)
def test_a_summary_is_published_again_when_five_are_new_and_a_week_has_passed(
    new: int, later: timedelta, outdone: bool
) -> None:
    publication = published(a_tally(0, 0, 0, 0, 10))
    assert publication.is_outdone_by(a_tally(0, 0, 0, new, 10), POLICY, now=NOW + later) is outdone


def test_a_stricter_policy_hides_more() -> None:
    strict = replace(POLICY, public_minimum=100)
    assert shown([a_tally(0, 0, 0, 0, 99)], strict) is None


@given(st.fractions(1, 5), st.integers(1, 200))
def test_any_mean_can_be_what_is_usual(mean: Fraction, strength: int) -> None:
    prior = Prior.of_mean(mean, strength, usual=POLICY.prior.shares)
    assert (prior.mean, sum(prior.shares)) == (mean, 1)
    assert all(share >= 0 for share in prior.shares)
    assert posterior_mean((0, 0, 0, 0, 0), prior) == mean


@given(st.lists(stars.filter(lambda counts: sum(counts) > 9), min_size=2, max_size=6))
def test_whoever_cannot_be_told_apart_shares_a_place_and_the_best_is_first(several: list[Stars]) -> None:
    seen = [it for each in several if (it := shown([a_tally(*each)], POLICY)) is not None]
    places = ranks(seen)
    assert min(places) == 1
    for one, place in zip(seen, places, strict=True):
        for other, beside in zip(seen, places, strict=True):
            if one.score > other.score:
                assert place <= beside
            if place == 1 and not one.interval.overlaps(other.interval) and one.score == max(it.score for it in seen):
                assert beside > 1


def test_where_a_count_is_hidden_the_interval_is_not_exact_enough_to_work_it_out() -> None:
    seen = shown([a_tally(1, 2, 9, 18, 34)], POLICY)
    exact = credible_interval((1, 2, 9, 18, 34), POLICY.prior)
    assert seen is not None
    assert (seen.interval.low <= exact.low, seen.interval.high >= exact.high) == (True, True)
    assert all(end == end.quantize(Decimal("0.1")) for end in (seen.interval.low, seen.interval.high))


def test_the_recent_score_counts_a_rating_of_a_year_ago_half() -> None:
    year_ago = {"2025-Q3": (10, 0, 0, 0, 0), "2026-Q3": (0, 0, 0, 0, 10)}
    day = datetime(2026, 9, 30, tzinfo=UTC).date()
    recent = edition(a_tally(10, 0, 0, 0, 10), (0, 20, 0), year_ago, None, POLICY, today=day).recent
    assert recent == rounded((Fraction("3.7") * 20 + 5 * 1 + 10 * 5) / 35)
