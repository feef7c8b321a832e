"""Which half-years there are, and when their notices may be published."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from kernel.errors import RuleBroken, Unacceptable
from tendering.payment_notices.domain import Approver, Paid, PaymentsNotice, first_of


def a_notice(published_at: datetime) -> PaymentsNotice:
    return PaymentsNotice(
        buyer_id=uuid4(),
        first=date(2027, 4, 1),
        last=date(2027, 9, 30),
        due_on=date(2027, 10, 29),
        paid=Paid(0, None, None, None, None, 0, None),
        approved_by=Approver("Amara Okafor", "Director of Finance"),
        published_at=published_at,
    )


@pytest.mark.parametrize(
    ("last", "first"), [(date(2027, 9, 30), date(2027, 4, 1)), (date(2027, 3, 31), date(2026, 10, 1))]
)
def test_the_act_knows_two_half_years(last: date, first: date) -> None:
    assert first_of(last) == first


@pytest.mark.parametrize("last", [date(2027, 6, 30), date(2027, 9, 29), date(2027, 12, 31)])
def test_it_knows_no_other(last: date) -> None:
    with pytest.raises(Unacceptable):
        first_of(last)


def test_a_half_year_is_over_before_its_notice() -> None:
    with pytest.raises(RuleBroken, match="not over"):
        a_notice(datetime(2027, 9, 30, 12, tzinfo=UTC))
    assert a_notice(datetime(2027, 10, 1, 12, tzinfo=UTC)).in_time


def test_the_thirtieth_day_counts_the_last_of_the_half_year() -> None:
    assert a_notice(datetime(2027, 10, 29, 12, tzinfo=UTC)).in_time
    assert not a_notice(datetime(2027, 10, 30, 12, tzinfo=UTC)).in_time
