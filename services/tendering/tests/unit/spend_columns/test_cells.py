"""What cells of spend files say, and what nobody may guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tendering.spend_columns.domain import Order
from tendering.spend_columns.rules.cells import (
    certain_order,
    company_number,
    day_of_text,
    is_damaged,
    is_redacted,
    pence_of,
)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1,230.91", 123091),
        ("£594.00", 59400),
        (" 507.50 ", 50750),
        ("-£25.60", -2560),
        ("£-25.60", -2560),
        ("(559.33)", -55933),
        ("38,937.00-", -3893700),
        (".5", 50),
        ("0.01", 1),
        ("34370.119999999995", 3437012),
        ("0.005", 1),
        ("-0.005", -1),
        ("2019418", 201941800),
    ],
)
def test_an_amount_is_read_however_it_is_spelt(text: str, pence: int) -> None:
    assert pence_of(text) == pence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.234,56",
        "1,23",
        "12,34.50",
        "1e5",
        "-",
        "n/a",
        "#REF!",
        "moves (£800)",
        "--5",
        "(5",
        "(-5)",
        "€5",
        "१२",
        ".",
    ],
)
def test_what_would_have_to_be_guessed_is_no_amount(text: str) -> None:
    assert pence_of(text) is None


@given(st.integers(-(10**13), 10**13))
def test_every_amount_survives_each_of_its_spellings(pence: int) -> None:
    pounds, rest = divmod(abs(pence), 100)
    minus = "-" if pence < 0 else ""
    assert pence_of(f"{minus}{pounds}.{rest:02}") == pence
    assert pence_of(f"{minus}£{pounds:,}.{rest:02}") == pence
    assert pence_of(f"{pounds:,}.{rest:02}{minus}") == pence
    assert pence_of(f"({pounds}.{rest:02})") == -abs(pence)


@pytest.mark.parametrize(
    "text",
    [
        *("30/09/2019", "30/09/19", "30-09-2019", "30.09.2019", "30-Sep-19", "30 Sep 2019", "30 September 2019"),
        *("2019-09-30", "2019-09-30T00:00:00.000", "2019-09-30 01:00:00", "20190930", "43738", "43738.5"),
    ],
)
def test_a_day_is_read_however_it_is_spelt(text: str) -> None:
    assert day_of_text(text, Order.DAY_FIRST) == date(2019, 9, 30)


@pytest.mark.parametrize("text", ["31/02/2019", "Oct-14", "201705", "", "1", "12", "30/09", "2019-13-01", "99999"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of_text(text, Order.DAY_FIRST) is None


def test_the_order_of_day_and_month_is_the_files() -> None:
    assert day_of_text("03/04/2020", Order.DAY_FIRST) == date(2020, 4, 3)
    assert day_of_text("03/04/2020", Order.MONTH_FIRST) == date(2020, 3, 4)
    assert certain_order("25/11/2013") is Order.DAY_FIRST
    assert certain_order("11/25/2013") is Order.MONTH_FIRST
    assert certain_order("03/04/2020") is None


@pytest.mark.parametrize(
    "payee",
    [
        *("REDACTED PERSONAL DATA", "REDACTED COMMERCIAL CONFIDENTIALITY", "Redacted Personal Information", "REDACTED"),
        *("REDACTED - Personal Information", "Redacted Data", "REDACTED UNDER DP ACT", "THIRD PARTY SUPPLIER"),
    ],
)
def test_a_redacted_payee_is_known_as_such(payee: str) -> None:
    assert is_redacted(payee)


@pytest.mark.parametrize(
    "payee", ["REDACTIVE PUBLSHNG", "Third Party Logistics Ltd", "Redacted Media Ltd", "TOTAL GAS"]
)
def test_a_firm_is_not_redacted_for_its_name(payee: str) -> None:
    assert not is_redacted(payee)


def test_a_company_number_gets_back_its_lost_zeros_and_says_so() -> None:
    assert company_number("2487116") == ("02487116", True)
    assert company_number(" so300805") == ("SO300805", False)
    assert company_number("N/A") == (None, False)


def test_a_number_in_scientific_notation_is_lost() -> None:
    assert is_damaged("4.71565E+21")
    assert not is_damaged("0030031755")
