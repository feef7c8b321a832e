"""A low price is asked about, never just thrown out."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import RuleBroken
from kernel.money import Money
from tendering.envelopes.domain import Staffing
from tendering.prices.domain import Finding
from tendering.prices.rules import Outcome, PriceTest, Wages, compared, outcome

WAGES = Wages(hourly=Fraction("12.71"), on_cost=Fraction("0.25"))
TEN_POSTS = Staffing(
    full_time_equivalents=Decimal(10), hours_per_week=Decimal("37.5"), weeks_per_year=Decimal(52), years=Decimal(5)
)


def price_test(price: str, *others: str, staffing: Staffing | None = None) -> PriceTest:
    """The test of a price among others."""
    rest = [Money.parse(other) for other in others]
    return compared(Money.parse(price), rest, trigger=Fraction("0.80"), staffing=staffing, wages=WAGES)


def test_the_storys_low_bid_comes_out_to_the_penny() -> None:
    test = price_test("1190000.00", "1720000.00", "1760000.00", staffing=TEN_POSTS)
    assert test.mean_of_others == 1740000
    assert float(round((test.ratio or 0) * 100, 4)) == 68.3908
    assert test.labour is not None
    assert (test.labour.annual_pay_per_post, test.labour.floor) == (Fraction("24784.50"), Fraction("1549031.25"))
    assert test.labour.shortfall == Fraction("359031.25")


def test_exactly_four_fifths_of_the_mean_is_not_asked_about() -> None:
    assert not price_test("80.00", "100.00").is_flagged
    assert price_test("79.99", "100.00").is_flagged


def test_who_is_alone_is_still_set_against_lawful_wages() -> None:
    alone = price_test("1000000.00", staffing=TEN_POSTS)
    assert (alone.mean_of_others, alone.ratio, alone.is_below_ratio) == (None, None, None)
    assert outcome(alone, None) is Outcome.AWAITING_RESPONSE


@given(
    price=st.integers(0, 10**8), others=st.lists(st.integers(0, 10**8), max_size=4), finding=st.sampled_from(Finding)
)
def test_nobody_is_disregarded_who_was_not_asked(price: int, others: list[int], finding: Finding) -> None:
    test = price_test(str(Money(price)), *[str(Money(other)) for other in others])
    if test.is_flagged:
        assert outcome(test, None) is Outcome.AWAITING_RESPONSE
        assert (outcome(test, finding) is Outcome.DISREGARDED) == (finding is Finding.NOT_DEMONSTRATED)
    else:
        with pytest.raises(RuleBroken, match="was asked"):
            outcome(test, finding)
