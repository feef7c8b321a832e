"""The days that a case's steps lead to. A day whose step has not come is None."""

from dataclasses import dataclass
from datetime import date, timedelta

from kernel.calendar import PROCUREMENT_ACT, PROVIDER_SELECTION
from kernel.periods import months_later
from rulebook import clocks
from rulebook.clocks import Circumstances
from rulebook.profiles import Profile, provision
from rulebook.rules import rule
from tendering.obligations.domain import Case, Regime, Step
from tendering.obligations.rules.reach import reach, regime_profile


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """Every clock of the case. `_if_` fields answer for the other regime: they show what the choice costs."""

    pipeline_notice_due: date | None
    engagement_days: int | None
    engagement_suffices: bool | None
    planned_notice_days: int | None
    planned_notice_qualifies: bool | None
    tendering_days: int | None
    tendering_days_minimum: int
    tendering_days_suffice: bool | None
    tendering_days_minimum_if_full: int
    low_price_response_due: date | None
    standstill_last_day: date | None
    standstill_last_day_if_england_and_wales_only: date | None
    earliest_signature: date | None
    contract_details_due: date | None
    contract_details_due_if_light_touch: date | None
    contract_details_due_if_full: date | None
    contract_copy_due: date | None
    representations_close: date | None
    representations_close_if_any_part: date | None
    workforce_details_due: date | None


def timetable(case: Case) -> Timetable:
    """Every clock of the case, counted as the Act counts (s.123; periods "beginning with" a day include it)."""
    steps, on = case.steps, case.commenced_on
    tender, deadline = steps.get(Step.TENDER_NOTICE), steps.get(Step.TENDER_DEADLINE)
    given = None if tender is None or deadline is None else (deadline - tender).days
    least = clocks.minimum_tendering_days(regime_profile(case), circumstances(case), on=on)
    engaged, planned = days_before(case, Step.ENGAGEMENT_NOTICE), days_before(case, Step.PLANNED_NOTICE)
    enough = rule("seed_social_economy.engagement", on=on).number("minimum_days")
    year = steps.get(Step.FINANCIAL_YEAR)
    return Timetable(
        pipeline_notice_due=year and clocks.pipeline_notice_due(year.year, on=on),
        engagement_days=engaged,
        engagement_suffices=None if engaged is None else engaged >= enough,
        planned_notice_days=planned,
        planned_notice_qualifies=None if planned is None else qualifies(case),
        tendering_days=given,
        tendering_days_minimum=least,
        tendering_days_suffice=None if given is None else given >= least,
        tendering_days_minimum_if_full=clocks.minimum_tendering_days(Profile.FULL, circumstances(case), on=on),
        low_price_response_due=low_price_response_due(case),
        **_of_the_standstill(case),
        **_of_the_signature(case),
        workforce_details_due=workforce_details_due(case),
    )


def circumstances(case: Case) -> Circumstances:
    """What shortens the time for tenders: here only a qualifying planned notice is known."""
    return Circumstances(qualifying_planned_notice=qualifies(case))


def qualifies(case: Case) -> bool:
    """Whether a UK3 came in the window that shortens the time for tenders (s.15)."""
    planned, tender = case.steps.get(Step.PLANNED_NOTICE), case.steps.get(Step.TENDER_NOTICE)
    return planned is not None and tender is not None and clocks.is_qualifying(planned, tender, on=case.commenced_on)


def days_before(case: Case, step: Step) -> int | None:
    """The days from a step to the tender notice."""
    first, tender = case.steps.get(step), case.steps.get(Step.TENDER_NOTICE)
    return None if first is None or tender is None else (tender - first).days


def low_price_response_due(case: Case) -> date | None:
    """The last day to explain a low price: so many working days after the notice (the Act says "reasonable")."""
    sent = case.steps.get(Step.LOW_PRICE_NOTICE)
    days = rule("award.abnormally_low_trigger", on=case.commenced_on).number("response_working_days")
    return sent and PROCUREMENT_ACT.last_after(sent, days)


def standstill_last_day(case: Case) -> date | None:
    """The last day of the standstill, mandatory or announced; None without an award notice or without a standstill."""
    award = case.steps.get(Step.AWARD_NOTICE)
    if award is None:
        return None
    announced, exempt = case.announced_standstill, case.is_exempt_from_standstill
    return clocks.standstill_last_day(regime_profile(case), award, announced, is_exempt=exempt, on=case.commenced_on)


def earliest_signature(case: Case) -> date | None:
    """The first working day after the standstill; without one, the day of the award notice."""
    last = standstill_last_day(case)
    return case.steps.get(Step.AWARD_NOTICE) if last is None else PROCUREMENT_ACT.last_after(last, 1)


def workforce_details_due(case: Case) -> date | None:
    """The last day for the employee liability information (TUPE Regulations 2006 reg.11)."""
    if case.term is None:
        return None
    return case.term.first - timedelta(days=rule("tupe.information", on=case.commenced_on).number("days"))


def review_due(case: Case, signed: date) -> date:
    """The next yearly assessment of the indicators (s.71): a year after the last one, or after the signature."""
    since = case.steps.get(Step.PERFORMANCE_NOTICE, signed)
    return months_later(since, rule("notice.UK9", on=case.commenced_on).number("every_months"))


def _of_the_standstill(case: Case) -> dict[str, date | None]:
    award, last = case.steps.get(Step.AWARD_NOTICE), standstill_last_day(case)
    days = reach(case).standstill_working_days
    psr = provision(Profile.PROVIDER_SELECTION, "standstill", on=case.commenced_on)
    closing = psr.number("representations_working_days")
    return {
        "standstill_last_day": last,
        "standstill_last_day_if_england_and_wales_only": last
        and award
        and PROVIDER_SELECTION.last_beginning_with(award, days),
        "earliest_signature": earliest_signature(case),
        "representations_close": award and clocks.representations_close_on(award, on=case.commenced_on),
        "representations_close_if_any_part": award and PROCUREMENT_ACT.last_after(award + timedelta(days=1), closing),
    }


def _of_the_signature(case: Case) -> dict[str, date | None]:
    signed, on = case.steps.get(Step.SIGNATURE, earliest_signature(case)), case.commenced_on
    if signed is None:
        names = ("contract_details_due", "contract_details_due_if_light_touch", "contract_details_due_if_full")
        return dict.fromkeys((*names, "contract_copy_due"))
    light = clocks.contract_details_due(Profile.LIGHT_TOUCH, signed, on=on)
    full = clocks.contract_details_due(Profile.FULL, signed, on=on)
    copy = clocks.contract_copy_due(regime_profile(case), signed, on=on)
    return {
        "contract_details_due": light if case.regime is Regime.LIGHT_TOUCH else full,
        "contract_details_due_if_light_touch": light,
        "contract_details_due_if_full": full,
        "contract_copy_due": copy if reach(case).contract_copy_required else None,
    }
