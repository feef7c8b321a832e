"""FORMAT.md §1, §2 and §4.2 once more: working days, and the days of a procurement."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

Told = dict[str, Any]
ONE = timedelta(days=1)


def months_on(day: date, months: int) -> date:
    """The same day number so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class WorkingDays:
    """Monday to Friday, without the bank holidays of any of these parts of the kingdom."""

    def __init__(self, story: Told, parts: frozenset[str] | None = None) -> None:
        self.closed = {
            date.fromisoformat(each["date"])
            for each in story["calendar"]["bank_holidays"]
            if parts is None or parts & set(each["parts"])
        }

    def is_one(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed

    def beginning_with(self, day: date, number: int) -> date:
        """The last of so many working days, of which `day` is the first if it is one."""
        while True:
            number -= self.is_one(day)
            if number == 0:
                return day
            day += ONE

    def after(self, day: date, number: int) -> date:
        """The same; `day` never counts."""
        return self.beginning_with(day + ONE, number)

    def next_after(self, day: date) -> date:
        return self.after(day, 1)


def standstill_end(story: Told, parts: frozenset[str] | None = None) -> date:
    """The last day of the standstill."""
    bought, policy, law = story["procurement"], story["policy"], story["law"]
    light = bought["regime"] == "light_touch"
    length = policy["voluntary_standstill_working_days"] if light else law["standstill_working_days"]
    award = date.fromisoformat(bought["dates"]["award_notice_published"])
    return WorkingDays(story, parts).beginning_with(award, length["value"])


def signature_day(story: Told) -> date:
    """The first working day after the standstill; it stands for the award day."""
    return WorkingDays(story).next_after(standstill_end(story))


def dates_of(story: Told) -> Told:
    """The results of §4.2."""
    bought, law, policy = story["procurement"], story["law"], story["policy"]
    said: dict[str, Any] = {
        name: day and date.fromisoformat(day) for name, day in bought["dates"].items() if name != "tender_deadline"
    }
    light = bought["regime"] == "light_touch"
    tender: date = said["tender_notice_published"]
    engaged, planned = said.get("engagement_notice_published"), said.get("planned_notice_published")
    lead = (tender - planned).days if planned else 0
    qualifying = (
        planned
        and law["planned_notice_qualifies_from_days"]["value"] <= lead
        and tender <= months_on(planned, law["planned_notice_qualifies_to_months"]["value"])
    )
    least = law["tendering_days_with_planned_notice" if qualifying else "tendering_days_standard"]["value"]
    given = (datetime.fromisoformat(bought["dates"]["tender_deadline"]).date() - tender).days
    gap = (tender - engaged).days if engaged else None
    low, signed, award = said.get("abnormally_low_notice_sent"), signature_day(story), said["award_notice_published"]
    details = {
        it: str(signed + timedelta(days=law[f"contract_details_days{it}"]["value"] - 1)) for it in ("", "_light_touch")
    }
    value = sum(Fraction(lot["estimated_value"]) for lot in bought["lots"])
    large = value > Fraction(law["kpi_and_contract_copy_value_over"]["value"])
    copy = law["contract_copy_days_light_touch" if light else "contract_copy_days"]["value"]
    psr = law["psr_standstill_working_days"]["value"]
    english = frozenset({"england_and_wales"})
    year = said.get("pipeline_financial_year_start")
    return {
        "pipeline_notice_last_day": year and str(year + timedelta(days=law["pipeline_notice_days"]["value"] - 1)),
        "engagement_to_tender_notice_days": gap,
        "engagement_gap_meets_policy": None
        if gap is None
        else gap >= policy["engagement_notice_minimum_days"]["value"],
        "planned_to_tender_notice_days": lead if planned else None,
        "planned_notice_qualifying": None if planned is None else bool(qualifying),
        "tendering_days_given": given,
        "tendering_days_minimum": 0 if light else least,
        "tendering_days_ok": given >= (0 if light else least),
        "tendering_days_minimum_if_not_light_touch": least,
        "abnormally_low_response_due": low
        and str(WorkingDays(story).after(low, policy["abnormally_low_response_working_days"]["value"])),
        "award_notice_published": str(award),
        "standstill_last_day": str(standstill_end(story)),
        "standstill_last_day_if_england_and_wales_only_wrong": str(standstill_end(story, english)),
        "earliest_signature": str(signed),
        "contract_details_notice_due": details["_light_touch" if light else ""],
        "contract_details_notice_due_if_light_touch": details["_light_touch"],
        "contract_details_notice_due_if_not_light_touch": details[""],
        "contract_copy_due": str(signed + timedelta(days=copy - 1)) if large else None,
        "psr_representations_close_england_and_wales": str(WorkingDays(story, english).after(award + ONE, psr)),
        "psr_representations_close_any_part": str(WorkingDays(story).after(award + ONE, psr)),
        "tupe_information_due": str(
            date.fromisoformat(bought["term"]["start"]) - timedelta(days=law["tupe_information_days"]["value"])
        ),
    }
