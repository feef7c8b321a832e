"""Social investments: the return has a cap, a loss is the investor's, and no penny is made or lost."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW

from grants.investments.domain import Investment
from grants.investments.rules import decision_on, usual_return
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import ZERO, Money

PENCE = st.integers(0, 10**11)
RATES, YEARS = st.decimals(0, 1, places=6), st.decimals(0, 100, places=2)


def an_investment(capital: int, paid: int = 0, **changes: Any) -> Investment:
    """For three years at 4 %."""
    terms: dict[str, Any] = {"term_years": Decimal(3), "return_cap_per_year": Decimal("0.04")}
    made = Investment(
        funder_id=uuid4(),
        title="Homes for good",
        investor="Northbridge Social Investors",
        private_equity_flag=False,
        private_equity_source="Its own statement",
        capital=Money(capital),
        agreed_at=NOW,
        **(terms | changes),
    )
    if paid:
        made.pay(Money(paid), paid_on=NOW.date(), now=NOW)
    return made


def test_what_is_beyond_capital_and_capped_return_goes_back() -> None:
    made = an_investment(150_000_00, 176_000_00)
    told = (made.gross_return, made.return_cap, made.investor_receives, made.recycled_surplus)
    assert [str(amount) for amount in told] == ["26000.00", "18000.00", "168000.00", "8000.00"]


@given(PENCE, PENCE, RATES, YEARS)
def test_investor_and_fund_together_get_what_was_paid(capital: int, paid: int, rate: Decimal, years: Decimal) -> None:
    made = an_investment(capital, paid, return_cap_per_year=rate, term_years=years)
    returned = made.settle(now=NOW)
    assert made.investor_receives + returned == made.outcome_payments
    assert abs(returned.pence - made.recycled_surplus.pence) <= 1  # a half penny each is shown as one
    exact = min(Fraction(paid), capital * (1 + Fraction(rate) * Fraction(years)))
    assert abs(made.investor_receives.pence - exact) <= Fraction(1, 2)


@given(PENCE, PENCE, PENCE)
def test_who_earns_more_never_gets_less(capital: int, paid: int, more: int) -> None:
    less, rather = an_investment(capital, paid), an_investment(capital, paid + more)
    assert less.investor_receives <= rather.investor_receives
    assert less.recycled_surplus <= rather.recycled_surplus


def test_a_loss_is_the_investors() -> None:
    made = an_investment(100_00, 40_00)
    assert (str(made.gross_return), made.investor_receives, made.recycled_surplus) == ("-60.00", Money(40_00), ZERO)


def test_nothing_is_paid_beyond_the_payers_cap_nor_after_the_end() -> None:
    made = an_investment(100_00, 40_00, payment_cap=Money(50_00))
    with pytest.raises(RuleBroken, match=r"No more than £50\.00"):
        made.pay(Money(10_01), paid_on=NOW.date(), now=NOW)
    made.pay(Money(10_00), paid_on=NOW.date(), now=NOW)
    made.settle(now=NOW)
    with pytest.raises(RuleBroken):
        made.settle(now=NOW)
    with pytest.raises(RuleBroken):
        made.pay(Money(1), paid_on=NOW.date(), now=NOW)


@pytest.mark.parametrize(("pence", "day"), [(0, NOW.date()), (1, date(2026, 8, 31)), (1, date(2026, 9, 2))])
def test_a_payment_that_cannot_be_meant_is_refused(pence: int, day: date) -> None:
    with pytest.raises(Unacceptable):
        an_investment(100_00).pay(Money(pence), paid_on=day, now=NOW)


def test_a_return_beyond_the_usual_cap_is_flagged_and_not_forbidden() -> None:
    assert usual_return(on=NOW.date()) == Decimal("0.04")
    assert decision_on(Decimal("0.04"), now=NOW).outcome is True
    beyond = decision_on(Decimal("0.040001"), now=NOW)
    assert (beyond.outcome, beyond.blocks) == (False, False)


def test_a_capital_whose_return_has_no_spelling_is_refused() -> None:
    with pytest.raises(Unacceptable):
        an_investment(999_999_999_999_99)
