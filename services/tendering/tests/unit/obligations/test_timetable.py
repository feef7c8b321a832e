"""Clocks and limits come out as the worked story has them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commonweal.play.findings import TIMETABLE
from kernel.money import Money
from kernel.periods import DatePeriod
from tendering.obligations.domain import Case, Procedure, Regime, Step
from tendering.obligations.rules.reach import is_short_enough_for_a_mutual, months_of, reach
from tendering.obligations.rules.timetable import timetable

STORY = Path(__file__).parents[6] / "shared" / "scenario"
STEPS = {
    Step.FINANCIAL_YEAR: "pipeline_financial_year_start",
    Step.ENGAGEMENT_NOTICE: "engagement_notice_published",
    Step.PLANNED_NOTICE: "planned_notice_published",
    Step.TENDER_NOTICE: "tender_notice_published",
    Step.TENDER_DEADLINE: "tender_deadline",
    Step.LOW_PRICE_NOTICE: "abnormally_low_notice_sent",
    Step.AWARD_NOTICE: "award_notice_published",
}


@pytest.fixture
def story() -> tuple[dict[str, Any], dict[str, Any]]:
    if not STORY.exists():
        pytest.skip("the worked story is not on this machine")
    names = ("northbridge.json", "northbridge.expected.json")
    given, expected = (json.loads((STORY / name).read_text())["procurement"] for name in names)
    return given, expected


def case_of(given: dict[str, Any]) -> Case:
    """The story's procurement."""
    steps = {step: date.fromisoformat(given["dates"][name][:10]) for step, name in STEPS.items()}
    return Case(
        regime=Regime(given["regime"]),
        procedure=Procedure(given["procedure"]),
        value=Money(sum(Money.parse(lot["estimated_value"]).pence for lot in given["lots"])),
        commenced_on=steps[Step.TENDER_NOTICE],
        term=DatePeriod(date.fromisoformat(given["term"]["start"]), date.fromisoformat(given["term"]["end"])),
        announced_standstill=8,
        steps=steps,
    )


def test_every_day_of_the_story_comes_out(story: tuple[dict[str, Any], dict[str, Any]]) -> None:
    given, expected = story
    found = timetable(case_of(given))
    shown = {name: getattr(found, ours) for name, ours in TIMETABLE.items()}
    as_text = {name: day.isoformat() if isinstance(day, date) else day for name, day in shown.items()}
    assert as_text == {name: value for name, value in expected["dates"].items() if name in TIMETABLE}


def test_what_of_the_act_reaches_the_story_comes_out(story: tuple[dict[str, Any], dict[str, Any]]) -> None:
    given, expected = story
    case, wanted = case_of(given), expected["regime"]
    found = reach(case)
    assert (str(case.value), str(found.threshold)) == (wanted["estimated_value"], wanted["threshold"])
    for name in ("is_public_contract", "statutory_kpis_required", "minimum_kpis", "contract_copy_required"):
        assert getattr(found, name) == wanted[name]
    assert (found.mandatory_standstill, found.standstill_working_days) == (False, 8)
    assert list(found.kpi_exempt_because) == wanted["statutory_kpi_exempt_because"]
    assert case.term is not None
    assert (months_of(case.term), is_short_enough_for_a_mutual(case.term, 0, on=case.commenced_on)) == (60, True)
    assert not is_short_enough_for_a_mutual(case.term, 24, on=case.commenced_on)


def test_five_years_and_a_day_are_too_long_for_a_mutual() -> None:
    on = date(2026, 8, 17)
    five = DatePeriod(date(2027, 4, 1), date(2032, 3, 31))
    assert is_short_enough_for_a_mutual(five, 0, on=on)
    assert not is_short_enough_for_a_mutual(DatePeriod(five.first, date(2032, 4, 1)), 0, on=on)
    assert not is_short_enough_for_a_mutual(five, 1, on=on)


def test_a_standstill_over_christmas_ends_when_the_act_says() -> None:
    case = Case(
        value=Money.parse("4200000.00"), commenced_on=date(2025, 3, 3), steps={Step.AWARD_NOTICE: date(2025, 12, 24)}
    )
    assert timetable(case).standstill_last_day == date(2026, 1, 8)  # 2 January is a holiday in Scotland


def test_without_a_step_its_clock_does_not_run() -> None:
    case = Case(value=Money.parse("4200000.00"), commenced_on=date(2026, 8, 17))
    found = timetable(case)
    assert (found.standstill_last_day, found.earliest_signature, found.contract_details_due) == (None, None, None)
    assert found.tendering_days_suffice is None
    begun = replace(case, steps={Step.TENDER_NOTICE: date(2026, 8, 17), Step.TENDER_DEADLINE: date(2026, 9, 10)})
    assert (timetable(begun).tendering_days, timetable(begun).tendering_days_suffice) == (24, False)
