"""Money, days and numbers as a person reads them; pages that miss a value fail."""

from datetime import UTC, datetime

import pytest
from jinja2 import UndefinedError

from pages import STATIC, Shelf, stylesheet_path
from pages.shelf import count, day, moment, pounds


@pytest.mark.parametrize(
    ("amount", "read"),
    [("1720000.00", "£1,720,000"), ("0.05", "£0.05"), ("-12.50", "−£12.50"), ("0.00", "£0"), (3, "£3")],
)
def test_money_is_read_in_pounds(amount: str | int, read: str) -> None:
    assert pounds(amount) == read


def test_an_instant_is_told_by_the_clock_in_london() -> None:
    assert moment(datetime(2026, 7, 1, 11, 5, tzinfo=UTC)) == "12:05pm on 1 July 2026"
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
    assert not [word for word in ("gds transport", "crown", "crest", "@font-face") if word in css]


def test_the_stylesheets_address_names_its_content() -> None:
    assert stylesheet_path().startswith("/static/commonweal.")
