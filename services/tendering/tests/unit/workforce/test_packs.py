"""No figure of a workforce pack is one person's, and everybody is counted."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import a_post

from tendering.workforce.domain import Pack, Post, anonymised

MINIMUM, NOTICE = 5, UUID(int=1)
POSTS = st.lists(
    st.builds(
        a_post,
        role=st.sampled_from(["Support worker", "Team leader", "Cleaner"]),
        weekly_hours=st.decimals(1, 48, places=2),
        hourly_pay=st.decimals(10, 60, places=2),
        years_of_service=st.integers(0, 40),
        has_pension=st.booleans(),
    ),
    max_size=20,
)


@given(posts=POSTS)
def test_everybody_is_counted_and_nothing_but_their_number_is_shown_of_fewer_than_five(posts: list[Post]) -> None:
    groups = anonymised(posts, minimum=MINIMUM)
    assert sum(group.people for group in groups) == len(posts)
    for group in groups:
        shown = (group.weekly_hours, group.mean_hourly_pay, group.mean_years_of_service, group.with_pension)
        assert group.is_suppressed is (group.people < MINIMUM)
        assert all(figure is None for figure in shown) is group.is_suppressed


@given(posts=POSTS)
def test_a_mean_lies_between_what_people_earn_and_the_order_of_posts_says_nothing(posts: list[Post]) -> None:
    groups = anonymised(posts, minimum=MINIMUM)
    assert anonymised(reversed(posts), minimum=MINIMUM) == groups
    for group in groups:
        pay = [post.hourly_pay for post in posts if post.role == group.role]
        if group.mean_hourly_pay is not None:
            assert min(pay) - Decimal("0.01") <= group.mean_hourly_pay <= max(pay) + Decimal("0.01")


def test_pay_is_weighed_by_hours_and_golden() -> None:
    posts = [a_post(hourly_pay=Decimal(20), weekly_hours=Decimal(10)), *[a_post() for _ in range(4)]]
    [group] = anonymised(posts, minimum=MINIMUM)
    assert (group.weekly_hours, group.mean_hourly_pay, group.mean_years_of_service, group.with_pension) == (
        Decimal("158"),
        Decimal("14.38"),
        Decimal("3.0"),
        5,
    )


def test_what_a_suppressed_person_earns_leaves_no_trace_in_the_pack() -> None:
    few = [a_post(role="Team leader"), *[a_post() for _ in range(5)]]
    other = [replace(few[0], hourly_pay=Decimal(99), weekly_hours=Decimal(1), years_of_service=30), *few[1:]]
    one, another = (Pack(notice_id=NOTICE, groups=anonymised(posts, minimum=MINIMUM)) for posts in (few, other))
    assert one.digest() == another.digest()
