"""Money, days and numbers as a person reads them; pages that miss a value fail."""

import re
from datetime import UTC, date, datetime

import pytest
from jinja2 import UndefinedError

from pages import STATIC, Shelf, stylesheet_path
from pages.shelf import count, day, moment, period, pounds, roughly, total


@pytest.mark.parametrize(
    ("amount", "read"),
    [("1720000.00", "£1,720,000"), ("0.05", "£0.05"), ("-12.50", "−£12.50"), ("0.00", "£0"), (3, "£3")],
)
def test_money_is_read_in_pounds(amount: str | int, read: str) -> None:
    assert pounds(amount) == read


@pytest.mark.parametrize(
    ("amount", "read"),
    [
        ("1724000.00", "£1.72 million"),
        ("2000000000", "£2 billion"),
        ("-5500000", "−£5.5 million"),
        ("950000", "£950,000"),
    ],
)
def test_a_large_sum_is_read_at_a_glance(amount: str, read: str) -> None:
    assert roughly(amount) == read


def test_amounts_are_added_to_the_penny() -> None:
    assert pounds(total(["0.10", "0.20"])) == "£0.30"
    assert total([]) == 0


@pytest.mark.parametrize(
    ("first", "last", "read"),
    [
        (date(2027, 1, 1), date(2028, 6, 30), "18 months"),
        (date(2027, 1, 1), date(2027, 12, 31), "1 year"),
        (date(2026, 4, 1), date(2029, 3, 31), "3 years"),
        (date(2026, 4, 1), date(2026, 4, 1), "1 day"),
    ],
)
def test_a_period_is_told_in_whole_months(first: date, last: date, read: str) -> None:
    assert period(first, last) == read


def test_an_instant_is_told_by_the_clock_in_london() -> None:
    assert moment(datetime(2026, 7, 1, 11, 5, tzinfo=UTC)) == "12:05pm on 1 July 2026"
    assert moment("2026-11-05T12:00:00Z") == "midday on 5 November 2026"
    assert moment("2026-11-05T00:00:00Z") == "midnight on 5 November 2026"
    assert day("2026-06-30T23:30:00Z") == "1 July 2026"
    assert day("2026-11-05") == "5 November 2026"


def test_numbers_agree_with_their_words() -> None:
    assert count(1, "contract") == "1 contract"
    assert count(1200, "body", "bodies") == "1,200 bodies"


def test_a_page_that_misses_a_value_fails() -> None:
    shelf = Shelf("pages")
    template = shelf.environment.from_string("{{ nobody.name }}")
    with pytest.raises(UndefinedError):
        template.render()


def test_what_people_wrote_is_escaped() -> None:
    template = Shelf("pages").environment.from_string(
        "{% from 'pieces.html' import search %}{{ search('/', 'Find', value) }}"
    )
    assert "<script>" not in template.render(value='"><script>alert(1)</script>')


def test_the_stylesheet_has_neither_the_font_nor_the_crown_of_gov_uk() -> None:
    css = (STATIC / "commonweal.css").read_text().lower()
    assert not [word for word in ("gds transport", "crown", "crest") if word in css]


def test_every_file_that_the_stylesheet_asks_for_is_here() -> None:
    asked = re.findall(r"url\(\"?([^)\"]+)\"?\)", (STATIC / "commonweal.css").read_text())
    assert asked
    assert all((STATIC / address.removeprefix("/static/")).is_file() for address in asked if address[0] == "/"), asked


def test_the_stylesheets_address_names_its_content() -> None:
    assert stylesheet_path().startswith("/static/commonweal.")
