"""Which quarters a service is rated for."""

from datetime import date
from uuid import uuid4

import pytest

from kernel.errors import NotFound, RuleBroken
from ratings.eligibility.domain import Quarter, Service

TODAY = date(2026, 8, 17)


def a_service(starts_on: date = date(2026, 7, 1), ends_on: date = date(2027, 12, 31)) -> Service:
    return Service(uuid4(), uuid4(), (uuid4(),), "Homelessness prevention", starts_on, ends_on)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2027-Q4", date(2027, 10, 1), date(2027, 12, 31)),
    ],
)
def test_a_quarter_is_three_months_of_the_calendar_year(text: str, first: date, last: date) -> None:
    quarter = Quarter.parse(text)
    assert (quarter.days.first, quarter.days.last, str(quarter)) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["2026-Q0", "2026-Q5", "2026Q3", "2026-q3", "1999-Q1", "2026-Q3\n", "\uff12026-Q3", ""]
)
def test_a_quarter_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError, match="not a quarter"):
        Quarter.parse(text)


def refusal(service: Service, quarter: Quarter) -> str:
    """Why nobody rates the service for that quarter; empty where its users may."""
    try:
        service.must_run_in(quarter, today=TODAY)
    except RuleBroken as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("term", "quarter", "sentence"),
    [
        ({}, Quarter(2026, 3), ""),
        ({"ends_on": date(2026, 7, 1)}, Quarter(2026, 3), ""),  # its only day
        ({"starts_on": date(2026, 6, 30)}, Quarter(2026, 2), ""),
        ({}, Quarter(2026, 4), "2026-Q4 has not begun."),
        ({}, Quarter(2026, 2), "The service runs from 2026-07-01 to 2027-12-31, and not in 2026-Q2."),
        (
            {"ends_on": date(2026, 6, 1)},
            Quarter(2026, 3),
            "The service runs from 2026-07-01 to 2026-06-01, and not in 2026-Q3.",
        ),
    ],
)
def test_a_service_is_rated_for_the_quarters_in_which_it_runs_and_no_others(
    term: dict[str, date], quarter: Quarter, sentence: str
) -> None:
    assert refusal(a_service(**term), quarter) == sentence


def test_another_buyers_contract_reads_as_not_found() -> None:
    with pytest.raises(NotFound):
        a_service().must_be_bought_by(uuid4())
