"""Minimal financial assistance: the limit, its window, and the steps before an award."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW

from grants.subsidies.domain import Subsidy
from kernel.errors import RuleBroken
from kernel.money import Money
from rulebook.subsidies import Assistance, Standing, minimal_financial_assistance

MARCH, APRIL = date(2027, 3, 15), date(2027, 4, 6)
KINDS = st.sampled_from(["mfa", "spei", "other"])
HISTORY = st.lists(
    st.builds(Assistance, st.dates(date(2023, 4, 1), date(2027, 12, 31)), KINDS, st.integers(0, 10**7).map(Money)),
    max_size=8,
)


def held(award: str, *history: Assistance, on: date = APRIL, is_enterprise: bool = True) -> Standing:
    return minimal_financial_assistance(Money.parse(award), history, is_enterprise=is_enterprise, on=on, now=NOW)


def test_what_was_given_leaves_the_window_with_the_financial_year() -> None:
    history = [
        Assistance(date(2024, 9, 10), "mfa", Money.parse("40000.00")),
        Assistance(date(2025, 11, 3), "spei", Money.parse("30000.00")),
    ]
    march, april = (held("250000.00", *history, on=day) for day in (MARCH, APRIL))
    assert (str(march.total), march.within_limit, str(march.headroom)) == ("320000.00", False, "-5000.00")
    assert (str(april.total), april.within_limit, april.database_upload_due) == ("280000.00", True, date(2027, 7, 6))
    assert march.decision.blocks
    assert not april.decision.blocks


@pytest.mark.parametrize(("prior", "within"), [("255000.00", True), ("255000.01", False)])
def test_exactly_the_limit_passes(prior: str, *, within: bool) -> None:
    assert held("60000.00", Assistance(MARCH, "mfa", Money.parse(prior))).within_limit is within


def test_nothing_limits_who_is_no_enterprise_and_the_database_wants_none_of_it() -> None:
    found = held("999999.00", is_enterprise=False)
    assert (found.within_limit, found.applies, found.database_upload_due) == (True, False, None)


@given(HISTORY, st.integers(0, 10**7))
def test_more_history_never_leaves_more_headroom(history: list[Assistance], pence: int) -> None:
    award = str(Money(pence))
    assert held(award, *history).headroom <= held(award, *history[1:]).headroom


def test_an_enterprise_confirms_what_it_was_notified_of_before_it_is_given() -> None:
    subsidy = Subsidy(application_id=uuid4(), funder_id=uuid4(), recipient_id=uuid4(), recipient_is_enterprise=True)
    with pytest.raises(RuleBroken, match="is stated"):
        subsidy.confirm()
    subsidy.notify(Money(100))
    with pytest.raises(RuleBroken, match="before the award"):
        subsidy.must_be_givable(Money(100))
    subsidy.confirm()
    subsidy.must_be_givable(Money(100))
    with pytest.raises(RuleBroken, match="before the award"):
        subsidy.must_be_givable(Money(101))
    subsidy.restate(is_enterprise=True, history=[Assistance(MARCH, "mfa", Money(1))])
    with pytest.raises(RuleBroken, match="before the award"):
        subsidy.must_be_givable(Money(100))
