"""The rules of a grant: what is asked, awarded and paid always fits."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW, a_grant, a_scheme, an_application, term

from grants.agreements.domain import Grant
from kernel.errors import DomainError, RuleBroken, Unacceptable
from kernel.money import ZERO, Money

PENCE = st.integers(0, 2_000)


def test_a_grant_is_what_was_asked_for_or_less_and_comes_out_of_the_budget() -> None:
    scheme = a_scheme("1000.00")
    application = an_application(scheme, "600.00")
    grant = Grant.award(application, scheme, Money.parse("500.00"), now=NOW, **term())
    assert (str(grant.amount), str(grant.amount_requested), str(scheme.remaining)) == ("500.00", "600.00", "500.00")
    assert grant.awarded_on == date(2026, 9, 1)


def test_a_grant_cannot_end_before_it_starts() -> None:
    scheme = a_scheme()
    backwards: dict[str, Any] = {"starts_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)}
    with pytest.raises(Unacceptable, match="before it starts"):
        Grant.award(an_application(scheme), scheme, Money(1), now=NOW, **backwards)
    assert scheme.committed == ZERO


def test_payments_are_numbered_and_end_where_the_grant_does() -> None:
    grant = a_grant("100.00")
    for amount in ("40.00", "60.00"):
        grant.pay(Money.parse(amount), paid_on=NOW.date(), now=NOW)
    assert [(payment.number, str(payment.amount)) for payment in grant.payments] == [(1, "40.00"), (2, "60.00")]
    with pytest.raises(RuleBroken, match=r"only £0\.00 is left"):
        grant.pay(Money(1), paid_on=NOW.date(), now=NOW)


def test_a_payment_is_made_between_the_award_and_today_and_is_more_than_nothing() -> None:
    grant = a_grant()
    for days in (-1, 1):
        with pytest.raises(Unacceptable, match="between the award"):
            grant.pay(Money(1), paid_on=NOW.date() + timedelta(days=days), now=NOW)
    with pytest.raises(Unacceptable, match="more than nothing"):
        grant.pay(ZERO, paid_on=NOW.date(), now=NOW)
    assert not grant.payments


@given(st.lists(st.tuples(PENCE, PENCE, st.lists(PENCE, max_size=6)), max_size=10))
def test_whatever_is_asked_awarded_and_paid_the_budget_holds(story: list[tuple[int, int, list[int]]]) -> None:
    scheme = a_scheme("50.00")
    grants: list[Grant] = []
    for requested, awarded, payments in story:
        application = an_application(scheme, str(Money(requested)))
        with suppress(DomainError):
            application.must_fit(scheme)
            grants.append(Grant.award(application, scheme, Money(awarded), now=NOW, **term()))
            for amount in payments:
                grants[-1].pay(Money(amount), paid_on=NOW.date(), now=NOW)
    assert sum(grant.amount.pence for grant in grants) == scheme.committed.pence <= scheme.budget.pence
    assert all(ZERO <= grant.paid <= grant.amount <= grant.amount_requested for grant in grants)
