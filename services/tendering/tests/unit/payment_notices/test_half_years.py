"""Which half-years there are, and when their notices may be published."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.obligations.domain import State
from tendering.payment_days.domain import Owed, Settled
from tendering.payment_notices.domain import Approver, Paid, PaymentsNotice, first_of, last_of
from tendering.payment_notices.rules import duties_to_publish, half_years_owed

COUNCIL, BEGUN = UUID(int=7), date(2026, 9, 1)


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


@given(some.dates(date(2026, 1, 1), date(2040, 12, 31)))
def test_every_day_is_in_the_half_year_that_ends_next(day: date) -> None:
    last = last_of(day)
    assert first_of(last) <= day <= last


def an_invoice(received_on: date, *paid_on: date) -> Owed:
    payments = [Settled(day, Money(100)) for day in paid_on]
    return Owed("A", 1, Money(500), received_on, payments, commenced_on=BEGUN)


def test_a_half_year_is_owed_for_what_was_paid_in_it_or_fell_due() -> None:
    invoice = an_invoice(date(2027, 9, 15), date(2027, 9, 20))  # the rest falls due on 15 October
    for today, owed in (
        (date(2027, 9, 19), []),
        (date(2027, 10, 14), [date(2027, 9, 30)]),
        (date(2027, 10, 15), [date(2027, 9, 30), date(2028, 3, 31)]),
    ):
        assert half_years_owed([invoice], days=30, today=today) == owed


def test_a_payment_from_before_its_procurement_owes_nothing() -> None:
    early = an_invoice(date(2026, 1, 1), BEGUN - timedelta(days=1))
    assert half_years_owed([early], days=30, today=date(2028, 1, 1)) == []


def test_the_duty_is_overdue_after_its_thirtieth_day_and_met_by_its_notice() -> None:
    last = date(2027, 9, 30)
    [duty] = duties_to_publish(COUNCIL, [last], {})
    assert (duty.code, duty.about, duty.due) == ("UK17", "April 2027 to September 2027", date(2027, 10, 29))
    assert [duty.state(date(2027, 10, day)) for day in (29, 30)] == [State.DUE, State.OVERDUE]
    late = a_notice(datetime(2027, 10, 30, 12, tzinfo=UTC))
    [met] = duties_to_publish(COUNCIL, [last], {last: late})
    assert met.state(date(2028, 1, 1)) is State.MET_LATE
