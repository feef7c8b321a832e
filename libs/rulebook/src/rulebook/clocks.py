"""The clocks of a procurement: how long bidders get, how long a buyer must wait, by when it must publish."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from kernel.calendar import PROCUREMENT_ACT, PROVIDER_SELECTION
from kernel.clock import day_of
from kernel.periods import months_later
from rulebook.decisions import Decision
from rulebook.profiles import Profile, provision
from rulebook.rules import Rule, rule


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What shortens or lengthens the time for tenders (s.54)."""

    qualifying_planned_notice: bool = False
    preselected: bool = False
    urgent: bool = False
    electronic: bool = True
    documents_supplied: bool = True

    def __str__(self) -> str:
        return ", ".join(each.name.replace("_", " ") for each in fields(self) if getattr(self, each.name)) or "none"


ORDINARY = Circumstances()


def is_qualifying(planned_notice: date, tender_notice: date, *, on: date) -> bool:
    """Whether a UK3 shortens the time for tenders: at least 40 days, and at most 12 months, before the UK4 (s.15)."""
    duty = rule("notice.UK3", on=on)
    latest = tender_notice - timedelta(days=duty.number("qualifying_from_days"))
    return months_later(tender_notice, -duty.number("qualifying_to_months")) <= planned_notice <= latest


def minimum_tendering_days(profile: Profile, circumstances: Circumstances = ORDINARY, *, on: date) -> int:
    """The fewest days from the tender notice to the deadline; none for light touch."""
    return _tendering_days(provision(profile, "tendering_period", on=on), circumstances)


def tendering_period_suffices(
    profile: Profile,
    notice_on: date,
    deadline_on: date,
    circumstances: Circumstances = ORDINARY,
    *,
    on: date,
    now: datetime,
) -> Decision:
    """Whether bidders get at least the days that the law gives them (s.54)."""
    found = provision(profile, "tendering_period", on=on)
    given, least = (deadline_on - notice_on).days, _tendering_days(found, circumstances)
    return found.decide(
        given >= least,
        f"Bidders get {given} days from notice to deadline; they must get at least {least}.",
        inputs={"notice_on": notice_on, "deadline_on": deadline_on, "commenced_on": on, "circumstances": circumstances},
        now=now,
    )


def participation_period_suffices(
    profile: Profile, notice_on: date, deadline_on: date, *, on: date, now: datetime
) -> Decision:
    """Whether suppliers get at least the days that the law gives them to ask to take part (s.54)."""
    found = provision(profile, "participation_period", on=on)
    given, least = (deadline_on - notice_on).days, found.number("ordinary")
    return found.decide(
        given >= least,
        f"Suppliers get {given} days to ask to take part; they must get at least {least}.",
        inputs={"notice_on": notice_on, "deadline_on": deadline_on, "commenced_on": on},
        now=now,
    )


def standstill_rule(profile: Profile, *, is_exempt: bool, on: date) -> Rule:
    """What a profile says of the standstill; `is_exempt` what is called off or bought under a market (s.51(3))."""
    name = "voluntary_standstill" if is_exempt and profile is Profile.FULL else "standstill"
    return provision(profile, name, on=on)


def standstill_last_day(
    profile: Profile,
    award_notice_on: date,
    announced_working_days: int | None = None,
    *,
    is_exempt: bool = False,
    on: date,
) -> date | None:
    """The last day on which the contract may not be entered into; None if nothing keeps the parties waiting (s.51).

    Working days beginning with the day of the award notice: the law's, or more if the notice announced more. Where the
    law asks for none, an announced one still lasts the shortest that it allows. The Provider Selection Regime has
    `representations_close_on` instead.
    """
    found = standstill_rule(profile, is_exempt=is_exempt, on=on)
    shortest = found.number("working_days") if announced_working_days or found.flag("mandatory") else 0
    days = max(shortest, announced_working_days or 0)
    return PROCUREMENT_ACT.last_beginning_with(award_notice_on, days) if days else None


def may_sign(
    profile: Profile,
    award_notice_on: date,
    announced_working_days: int | None = None,
    *,
    is_exempt: bool = False,
    on: date,
    now: datetime,
) -> Decision:
    """Whether the contract may be signed now, the standstill being over.

    A voluntary standstill blocks because the authority published it, not because the law asks for it.
    """
    last = standstill_last_day(profile, award_notice_on, announced_working_days, is_exempt=is_exempt, on=on)
    over = last is None or day_of(now) > last
    reason = f"The standstill {'ended on' if over else 'lasts until the end of'} {last}."
    return standstill_rule(profile, is_exempt=is_exempt, on=on).decide(
        over,
        reason if last else "No standstill is required, and none was announced.",
        inputs={
            "award_notice_on": award_notice_on,
            "announced": announced_working_days,
            "today": day_of(now),
            "commenced_on": on,
        },
        now=now,
        published=bool(announced_working_days),
    )


def representations_close_on(award_notice_on: date, *, on: date) -> date:
    """The day at whose end representations close under the Provider Selection Regime (SI 2023/1348 reg.12).

    The standstill begins the day after the notice; the working days are counted after the day it begins.
    """
    days = provision(Profile.PROVIDER_SELECTION, "standstill", on=on).number("representations_working_days")
    return PROVIDER_SELECTION.last_after(award_notice_on + timedelta(days=1), days)


def contract_details_due(profile: Profile, signed_on: date, *, on: date) -> date:
    """The last day for the UK7, counted from the day the contract was entered into (s.53)."""
    return _last(signed_on, provision(profile, "contract_details", on=on).number("days"))


def contract_copy_due(profile: Profile, signed_on: date, *, on: date) -> date:
    """The last day to publish the contract itself, if its value asks for it (s.53(3))."""
    return _last(signed_on, provision(profile, "contract_copy", on=on).number("days"))


def modified_copy_due(made_on: date, *, on: date) -> date:
    """The last day to publish the contract as it was modified, if its value asks for it (s.77)."""
    return _last(made_on, provision(Profile.FULL, "modified_copy", on=on).number("days"))


def pipeline_notice_due(financial_year: int, *, on: date) -> date:
    """The last day for the UK1 of the financial year that begins in April of that year (s.93)."""
    return _last(date(financial_year, 4, 1), rule("notice.UK1", on=on).number("days"))


def breach_notice_due(decided_on: date, *, on: date) -> date:
    """The last day for the UK9 that tells of a breach, beginning with the day of its consequence (s.71(5))."""
    return _last(decided_on, rule("notice.UK9", on=on).number("breach_days"))


def payments_report_due(period_end: date, *, on: date) -> date:
    """The last day for a UK17: thirty days beginning *with* the period's last, so 29 April and 29 October (s.69)."""
    return _last(period_end, rule("notice.UK17", on=on).number("days"))


def _tendering_days(found: Rule, given: Circumstances) -> int:
    if given.urgent:
        return found.number("urgency")
    for shorter in ("qualifying_planned_notice", "preselected"):
        if getattr(given, shorter):
            return found.number(shorter)
    if given.electronic:
        return found.number("electronic" if given.documents_supplied else "documents_missing")
    return found.number("not_electronic" if given.documents_supplied else "neither")


def _last(first: date, days: int) -> date:
    return first + timedelta(days=days - 1)
