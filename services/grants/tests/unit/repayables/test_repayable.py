"""Repayable grants: a share of what is earned above a floor, never more than was drawn."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW, a_scheme, an_application, term

from grants.agreements.domain import Grant, Instrument
from grants.repayables.domain import Repayable, Status
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.money import ZERO, Money

LATER = datetime(2036, 1, 1, tzinfo=UTC)


def a_repayable(
    amount: str = "20000.00", *, paid: bool = True, instrument: Instrument = Instrument.REPAYABLE
) -> Repayable:
    """A quarter of what is earned above £90,000, from 2028 on."""
    scheme = a_scheme()
    application = an_application(scheme, amount)
    grant = Grant.award(application, scheme, Money.parse(amount), **term(), instrument=instrument, now=NOW)
    if paid:
        grant.pay(Money.parse(amount), paid_on=NOW.date(), now=NOW)
    return Repayable(
        grant_id=grant.id,
        grant=grant,
        revenue_floor=Money.parse("90000.00"),
        share=Decimal("0.25"),
        grace_ends_on=date(2027, 12, 31),
        approvals_needed=2,
        agreed_at=NOW,
    )


def test_the_reference_comes_out_to_the_penny() -> None:
    made = a_repayable()
    found = []
    for year, revenue in enumerate(("80000.00", "95000.00", "120000.00", "150000.00"), 2028):
        due = made.report(Money.parse(revenue), date(year, 12, 31), now=LATER)
        found.append(str(due.amount))
        if due.received_on is None:
            made.receive(due.number, now=LATER)
    assert found == ["0.00", "1250.00", "7500.00", "11250.00"]
    assert (made.balance, made.status(LATER.date())) == (ZERO, Status.REPAID)


@given(st.lists(st.integers(0, 10**9), max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_no_more_is_due_than_was_drawn_whether_or_not_it_comes(revenues: list[int], comes: list[bool]) -> None:
    made = a_repayable()
    for year, (revenue, came) in enumerate(zip(revenues, comes, strict=False), 2028):
        if made.ended_as is not None:
            break
        due = made.report(Money(revenue), date(year, 12, 31), now=LATER)
        if came and due.received_on is None:
            made.receive(due.number, now=LATER)
        assert made.repaid + made.outstanding <= made.drawn
        assert made.balance == made.drawn - made.repaid


@given(st.lists(st.integers(0, 10**8), min_size=2, max_size=2))
def test_who_earns_more_owes_no_less(revenues: list[int]) -> None:
    made = a_repayable()
    owed = [made.owed_for(Money(pence), date(2028, 12, 31)) for pence in accumulate(revenues)]
    assert owed[0] <= owed[1]


def test_nothing_is_due_in_the_time_of_grace() -> None:
    made = a_repayable()
    assert made.status(date(2027, 12, 31)) is Status.GRACE
    assert made.report(Money.parse("150000.00"), date(2027, 12, 31), now=LATER).amount == ZERO
    assert made.status(date(2028, 1, 1)) is Status.REPAYING
    assert a_repayable(paid=False).status(NOW.date()) is Status.OFFERED


def test_a_write_off_takes_two_people() -> None:
    made = a_repayable()
    made.approve_write_off("one", "It closed.", now=LATER)
    with pytest.raises(RuleBroken):
        made.approve_write_off("one", "It closed.", now=LATER)
    assert made.ended_as is None
    made.approve_write_off("another", "It closed.", now=LATER)
    assert (made.status(LATER.date()), made.balance) == (Status.WRITTEN_OFF, ZERO)


def test_what_has_ended_is_left_alone() -> None:
    made = a_repayable()
    made.convert("All outcomes were reached.", now=LATER)
    with pytest.raises(RuleBroken):
        made.report(Money(1), date(2028, 12, 31), now=LATER)
    with pytest.raises(RuleBroken):
        made.convert("Again.", now=LATER)


def test_periods_are_over_and_reported_one_after_another_and_repaid_once() -> None:
    made = a_repayable()
    due = made.report(Money.parse("95000.00"), date(2028, 12, 31), now=LATER)
    for day in (date(2028, 12, 31), date(2036, 1, 2)):
        with pytest.raises(Unacceptable):
            made.report(Money(1), day, now=LATER)
    made.receive(due.number, now=LATER)
    with pytest.raises(RuleBroken):
        made.receive(due.number, now=LATER)
    with pytest.raises(NotFound):
        made.receive(2, now=LATER)


def test_a_grant_outright_is_not_repaid() -> None:
    with pytest.raises(RuleBroken):
        a_repayable(instrument=Instrument.OUTRIGHT)
