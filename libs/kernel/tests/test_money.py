"""Money, each promise as a sentence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Unacceptable
from kernel.money import LARGEST, ZERO, Money, OutOfRange, SignedMoney

amounts = st.integers(0, LARGEST).map(Money)
signed_amounts = st.integers(-LARGEST, LARGEST).map(SignedMoney)
weights = st.lists(st.fractions(0, 1000), min_size=1, max_size=20).filter(any)


@given(amounts)
def test_what_money_prints_it_reads(amount: Money) -> None:
    assert Money.parse(str(amount)) == amount


@given(signed_amounts)
def test_what_signed_money_prints_it_reads(amount: SignedMoney) -> None:
    assert SignedMoney.parse(str(amount)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "1,00",
        "01.00",
        "1.0",
        "1.000",
        "-1.00",
        "\uff11.00",
        "1e3",
        "",
        "1.00\n",
        " 1.00",
        "+1.00",
        "1000000000000.00",
        "NaN",
    ],
)
def test_money_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Money.parse(text)


@pytest.mark.parametrize("text", ["-0.00", "+1.00", "--1.00", "-01.00", "-1", "1.00-", "-1.00\n", "\u22121.00"])
def test_signed_money_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        SignedMoney.parse(text)


def test_a_debit_of_less_than_a_pound_keeps_its_sign() -> None:
    assert str(SignedMoney(-5)) == "-0.05"
    assert SignedMoney.parse("-0.05").pence == -5


@given(amounts, weights)
def test_sharing_out_loses_no_penny_and_favours_nobody_by_more_than_one(amount: Money, weights: list[Fraction]) -> None:
    shares = amount.share_out(weights)
    assert sum(shares, start=ZERO) == amount
    total = sum(weights)
    assert all(
        abs(share.pence - amount.pence * weight / total) < 1 for share, weight in zip(shares, weights, strict=True)
    )


def test_the_penny_left_over_goes_to_the_largest_remainder_and_of_equals_to_the_first() -> None:
    assert Money(100).share_out([1, 1, 1]) == (Money(34), Money(33), Money(33))
    assert Money(5).share_out([1, 1, 2]) == (Money(1), Money(1), Money(3))
    assert Money(5).share_out([0, 1]) == (ZERO, Money(5))


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_nothing_can_be_shared_out_over_weights_that_mean_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="Weights"):
        Money(100).share_out(weights)


def test_arithmetic_does_not_leave_the_range_silently() -> None:
    with pytest.raises(OutOfRange, match="more than"):
        Money(LARGEST) + Money(1)
    with pytest.raises(OutOfRange, match=r"-0\.01 pounds is below zero"):
        Money(1) - Money(2)
    with pytest.raises(Unacceptable, match="further from zero"):
        SignedMoney(-LARGEST) - Money(1)


def test_a_product_is_rounded_half_up_to_the_penny() -> None:
    assert Money(5).times(Fraction(1, 2)) == Money(3)
    assert Money(5).times(Fraction(1, 2) - Fraction(1, 10**9)) == Money(2)


def test_a_difference_may_be_below_zero() -> None:
    assert str(SignedMoney.difference(Money.parse("315000.00"), Money.parse("320000.00"))) == "-5000.00"


def test_pence_are_whole_numbers_or_nothing() -> None:
    with pytest.raises(TypeError, match="float"):
        Money(1.0)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="bool"):
        SignedMoney(True)
