"""A grant is paid while no review of it is overdue, a year being counted from the award and then from each review."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import a_grant

from grants.agreements.domain import Grant
from grants.reviews.domain import Recommendation, Review
from grants.reviews.rules import due_on, is_reviewed, next_due
from kernel.clock import day_of
from kernel.errors import Unacceptable

AWARDED, A_YEAR_ON = date(2026, 9, 1), date(2027, 9, 1)
DAY = timedelta(days=1)
WITHIN_A_YEAR = st.integers(min_value=1, max_value=365)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo("Europe/London"))


def running_to(ends_on: date) -> Grant:
    """Awarded on 1 September 2026."""
    grant = a_grant()
    grant.ends_on = ends_on
    return grant


def reviewed(grant: Grant, day: date, recommendation: str = "continue", next_on: date | None = None) -> Review:
    return Review(
        grant_id=grant.id,
        number=1,
        finding="As planned.",
        recommendation=Recommendation(recommendation),
        reviewed_by="anna",
        reviewed_at=noon(day),
        due_on=next_due(next_on, today=day),
    )


@given(st.lists(WITHIN_A_YEAR, max_size=6))
def test_a_grant_reviewed_every_year_may_be_paid_on_each_day(gaps: list[int]) -> None:
    grant, day, last = running_to(date(2040, 3, 31)), AWARDED, None
    for gap in gaps:
        day += timedelta(days=gap)
        assert not is_reviewed(grant, last, now=noon(day)).blocks
        last = reviewed(grant, day)
    latest = due_on(grant, last, today=day)
    assert latest is not None
    assert latest - day >= 365 * DAY
    assert not is_reviewed(grant, last, now=noon(latest)).blocks
    assert is_reviewed(grant, last, now=noon(latest + DAY)).blocks


@given(st.integers(min_value=0, max_value=1500), st.integers(min_value=0, max_value=3000))
def test_no_review_is_due_that_would_come_after_the_end(runs: int, later: int) -> None:
    grant = running_to(AWARDED + timedelta(days=runs))
    decision = is_reviewed(grant, None, now=noon(AWARDED + timedelta(days=later)))
    assert decision.blocks == (grant.ends_on >= A_YEAR_ON and later > 365)


@pytest.mark.parametrize(("today", "blocks"), [(A_YEAR_ON, False), (A_YEAR_ON + DAY, True)])
def test_the_first_review_is_due_a_year_after_the_award(today: date, blocks: bool) -> None:
    decision = is_reviewed(running_to(date(2027, 11, 30)), None, now=noon(today))
    assert (decision.blocks, decision.inputs["due_on"]) == (blocks, "2027-09-01")


@pytest.mark.parametrize(("said", "blocks"), [("continue", False), ("amend", False), ("discontinue", True)])
def test_only_a_review_that_discontinues_the_grant_stops_payments_by_itself(said: str, blocks: bool) -> None:
    grant = running_to(date(2027, 11, 30))
    assert is_reviewed(grant, reviewed(grant, AWARDED, said), now=noon(AWARDED + DAY)).blocks is blocks


def test_a_leap_day_is_followed_by_the_last_of_february() -> None:
    assert next_due(None, today=date(2028, 2, 29)) == date(2029, 2, 28)


def test_the_next_review_may_be_wanted_sooner_but_not_later_than_in_a_year() -> None:
    grant, today = running_to(date(2028, 3, 31)), day_of(noon(AWARDED))
    soon = reviewed(grant, today, next_on=today + DAY)
    assert is_reviewed(grant, soon, now=noon(today + 2 * DAY)).blocks
    assert next_due(A_YEAR_ON, today=today) == A_YEAR_ON
    for stated in (today, A_YEAR_ON + DAY):
        with pytest.raises(Unacceptable) as refused:
            next_due(stated, today=today)
        assert refused.value.path == "/next_on"
