"""What the Procurement Act 2023 asks of a case, in the order of the procedure."""

from collections.abc import Iterator
from dataclasses import replace

from kernel.periods import DatePeriod
from rulebook.clocks import breach_notice_due
from rulebook.notices import duty
from rulebook.profiles import Profile, provision
from rulebook.rules import NotInForce, rule
from tendering.obligations.domain import Case, Force, Obligation, Procedure, Regime, Step
from tendering.obligations.rules.duties import clock, notice
from tendering.obligations.rules.reach import reach, regime_profile
from tendering.obligations.rules.timetable import review_due, timetable

COMPETITIVE = frozenset({Procedure.OPEN, Procedure.COMPETITIVE_FLEXIBLE})
CALLED_OFF = "It is called off under a framework, which was announced."
NOT_USER_CHOICE = "A user's own choice needs none (s.50(6); Sch.5 para.15)."


def statute(case: Case) -> Iterator[Obligation]:
    """The statute's duties; those that do not bind this case are shown as exempt, with the reason."""
    yield from _announcements(case)
    yield from _competition(case)
    yield from _award(case)
    yield from _publication(case)
    yield from _performance(case)
    yield from _payments(case)


def _announcements(case: Case) -> Iterator[Obligation]:
    spending = "If the authority expects to spend over £100m in the year."
    listed, due = Step.PIPELINE_NOTICE, timetable(case).pipeline_notice_due
    yield notice(case, "UK1", Force.REQUIRED, spending, due=due, met=listed)
    engaged = "Engagement with the market is announced, or its absence explained in the UK4."
    force = Force.EXPLAIN if case.procedure in COMPETITIVE else Force.OPTIONAL
    yield notice(case, "UK2", force, engaged, due=case.steps.get(Step.TENDER_NOTICE), met=Step.ENGAGEMENT_NOTICE)
    yield notice(case, "UK3", Force.OPTIONAL, "It may shorten the time for tenders.", met=Step.PLANNED_NOTICE)


def _competition(case: Case) -> Iterator[Obligation]:
    days = timetable(case)
    if case.procedure in COMPETITIVE:
        force, because = _if_notifiable(case, "A competition begins with it.")
        yield notice(case, "UK4", force, because, met=Step.TENDER_NOTICE)
        yield notice(case, "UK5", Force.EXEMPT, "Nothing is awarded directly.")
        if case.regime is Regime.FULL:
            least = f"Bidders get at least {days.tendering_days_minimum} days."
            found = provision(Profile.FULL, "tendering_period", on=case.commenced_on)
            yield clock(case, "tendering_period", found, least, due=case.steps.get(Step.TENDER_DEADLINE))
    elif case.procedure.is_call_off:
        for code in ("UK4", "UK5"):
            yield notice(case, code, Force.EXEMPT, CALLED_OFF)
    else:
        yield notice(case, "UK4", Force.EXEMPT, "There is no competition.")
        yield _direct_award(case)
    if days.low_price_response_due is not None:
        trigger = rule("award.abnormally_low_trigger", on=case.commenced_on)
        because = "The bidder explains its price by then."
        yield clock(case, "low_price_response", trigger, because, due=days.low_price_response_due)


def _if_notifiable(case: Case, because: str) -> tuple[Force, str]:
    """Whether a notice is owed of a contract whatever its size, and why."""
    if reach(case).is_notifiable is False:
        return Force.EXEMPT, "It is below the threshold and not notifiable (ss.84, 87)."
    return Force.REQUIRED, because


def _direct_award(case: Case) -> Obligation:
    if case.procedure is Procedure.USER_CHOICE:
        return notice(case, "UK5", Force.EXEMPT, NOT_USER_CHOICE)
    told, award = "A direct award is told before it is made.", case.steps.get(Step.AWARD_NOTICE)
    return notice(case, "UK5", Force.REQUIRED, told, due=award, met=Step.TRANSPARENCY_NOTICE)


def _award(case: Case) -> Iterator[Obligation]:
    binds, chosen = reach(case), case.procedure is Procedure.USER_CHOICE
    below = binds.is_public_contract is False
    force = Force.EXEMPT if below or chosen else Force.REQUIRED
    because = NOT_USER_CHOICE if chosen else "It is no public contract." if below else "A public contract is to come."
    yield _summaries(case, below)
    yield notice(case, "UK6", force, because, met=Step.AWARD_NOTICE)
    if binds.mandatory_standstill and not chosen:
        found = provision(Profile.FULL, "standstill", on=case.commenced_on)
        wait = f"No contract for {binds.standstill_working_days} working days beginning with the UK6."
        yield clock(case, "standstill", found, wait, due=timetable(case).standstill_last_day)
    if Step.CANCELLATION in case.steps:
        because = "The authority decided not to award."
        yield notice(case, "UK12", Force.REQUIRED, because, met=Step.CANCELLATION_NOTICE)


def _summaries(case: Case, below: bool) -> Obligation:
    alone = case.procedure.is_direct
    because = "Nobody has competed." if alone else "Every bidder has its assessment summary before the UK6 (s.50)."
    force = Force.EXEMPT if below or alone else Force.OPTIONAL if case.procedure.is_call_off else Force.REQUIRED
    found, told = duty("UK6", on=case.commenced_on), case.steps.get(Step.AWARD_NOTICE)
    met = Step.ASSESSMENT_SUMMARIES
    return clock(case, "assessment_summaries", found, because, force=force, due=told, met=met)


def _publication(case: Case) -> Iterator[Obligation]:
    binds, days = reach(case), timetable(case)
    due = None if binds.is_public_contract is False else days.contract_details_due
    force, because = _if_notifiable(case, "A contract is entered into.")
    yield notice(case, "UK7", force, because, due=due, met=Step.DETAILS_NOTICE)
    found = provision(regime_profile(case), "contract_copy", on=case.commenced_on)
    yield clock(
        case,
        "contract_copy",
        found,
        f"The contract itself is published if it is worth more than £{found.money('value_over')}.",
        force=Force.REQUIRED if binds.contract_copy_required else Force.EXEMPT,
        due=days.contract_copy_due,
        met=Step.CONTRACT_COPY,
    )
    if case.transfers_staff:
        found = rule("tupe.information", on=case.commenced_on)
        moves, told = "Staff move with the service.", Step.WORKFORCE_DETAILS
        yield clock(case, "workforce_details", found, moves, due=days.workforce_details_due, met=told)


def _performance(case: Case) -> Iterator[Obligation]:
    binds, signed = reach(case), case.steps.get(Step.SIGNATURE)
    below, exempt = binds.is_public_contract is False, ", ".join(binds.kpi_exempt_because).replace("_", " ")
    found = provision(Profile.FULL, "kpis", on=case.commenced_on)
    needs = Force.EXEMPT if exempt else Force.REQUIRED
    yield clock(
        case, "kpis", found, f"Not required: {exempt}." if exempt else "At least three indicators.", force=needs
    )
    full = Force.EXEMPT if case.regime is Regime.LIGHT_TOUCH or below else Force.REQUIRED
    due = review_due(case, signed) if signed else None
    told = "Performance is assessed every year, and a breach is told."
    yield notice(case, "UK9", Force.EXEMPT if exempt else full, told, due=due)
    yield from _breaches(case, full)
    yield notice(case, "UK10", full, "Before a change of the contract.")
    yield _end(case)


def _breaches(case: Case, force: Force) -> Iterator[Obligation]:
    on = case.commenced_on
    for breach in case.breaches:
        because = f"A breach had its consequence on {breach.decided_on}, or nothing had improved by then (s.71(5))."
        due = breach_notice_due(breach.decided_on, on=on)
        told = clock(case, "breach_notice", duty("UK9", on=on), because, force=force, due=due)
        yield replace(told, met_on=breach.told_on)


def _end(case: Case) -> Obligation:
    ended = case.steps.get(Step.END)
    if case.procedure is Procedure.USER_CHOICE:
        return notice(case, "UK11", Force.EXEMPT, NOT_USER_CHOICE)
    if reach(case).is_public_contract is False:
        return notice(case, "UK11", Force.EXEMPT, "It is no public contract (s.80).")
    days = duty("UK11", on=case.commenced_on).number("days")
    due = DatePeriod.beginning_with(ended, days).last if ended else None
    because = "A contract that ended in any way, expiry included."
    return notice(case, "UK11", Force.REQUIRED, because, due=due, met=Step.END_NOTICE)


def _payments(case: Case) -> Iterator[Obligation]:
    """Duties younger than the Act: each binds procurements that began when it had."""
    told = {"UK8": "For each payment over £30,000.", "UK17": "For each half-year in which something was paid or due."}
    below = reach(case).is_public_contract is False
    force = Force.EXEMPT if below else Force.REQUIRED
    for code, because in told.items():
        try:
            yield notice(case, code, force, "It is no public contract (ss.69, 70)." if below else because)
        except NotInForce:
            continue
