"""The duties of a case: the statute's notices and clocks, and beside them the overlay's stricter ones.

Each duty names the rule that makes it. What the statute does not ask of light touch (standstill, indicators, change
and performance notices) the overlay offers as voluntary, and says so.
"""

from collections.abc import Iterator
from datetime import date

from kernel.periods import DatePeriod
from rulebook.notices import duty
from rulebook.profiles import Profile, provision
from rulebook.rules import NotInForce, Rule, rule
from tendering.obligations.domain import Case, Force, Layer, Obligation, Procedure, Regime, Step
from tendering.obligations.rules.reach import reach
from tendering.obligations.rules.timetable import Timetable, review_due, timetable

COMPETITIVE = frozenset({Procedure.OPEN, Procedure.COMPETITIVE_FLEXIBLE})
NOT_USER_CHOICE = "A user's own choice needs none (s.50(6); Sch.5 para.15)."


def duties(case: Case) -> tuple[Obligation, ...]:
    """Every duty of the case, the statute's first, each layer in the order of the procedure."""
    clock = timetable(case)
    return (*_statute(case, clock), *_overlay(case, clock))


def _statute(case: Case, clock: Timetable) -> Iterator[Obligation]:
    yield from _before_the_award(case, clock)
    yield from _of_the_award(case, clock)
    yield from _of_the_contract(case, clock)


def _before_the_award(case: Case, clock: Timetable) -> Iterator[Obligation]:
    competitive = case.procedure in COMPETITIVE
    yield _notice(
        case,
        "UK1",
        Force.REQUIRED,
        "If the authority expects to spend over £100m in the year.",
        due=clock.pipeline_notice_due,
    )
    yield _notice(
        case,
        "UK2",
        Force.EXPLAIN if competitive else Force.OPTIONAL,
        "Engagement with the market is announced, or its absence explained in the UK4.",
        due=case.steps.get(Step.TENDER_NOTICE),
        met=case.steps.get(Step.ENGAGEMENT_NOTICE),
    )
    yield _notice(
        case, "UK3", Force.OPTIONAL, "It may shorten the time for tenders.", met=case.steps.get(Step.PLANNED_NOTICE)
    )
    yield _notice(
        case,
        "UK4",
        Force.REQUIRED if competitive else Force.EXEMPT,
        "A competition begins with it." if competitive else "There is no competition.",
        met=case.steps.get(Step.TENDER_NOTICE),
    )
    if competitive and case.regime is Regime.FULL:
        yield _clock(
            case,
            "tendering_period",
            provision(Profile.FULL, "tendering_period", on=case.commenced_on),
            f"Bidders get at least {clock.tendering_days_minimum} days.",
        )
    direct = case.procedure is Procedure.DIRECT_AWARD
    yield _notice(
        case,
        "UK5",
        Force.REQUIRED if direct else Force.EXEMPT,
        "A direct award is told before it is made."
        if direct
        else "Nothing is awarded directly, save by user choice, which needs none.",
        due=case.steps.get(Step.AWARD_NOTICE),
        met=case.steps.get(Step.TRANSPARENCY_NOTICE),
    )
    if clock.low_price_response_due is not None:
        yield _clock(
            case,
            "low_price_response",
            rule("award.abnormally_low_trigger", on=case.commenced_on),
            "The bidder explains its price by then.",
            due=clock.low_price_response_due,
        )


def _of_the_award(case: Case, clock: Timetable) -> Iterator[Obligation]:
    binds = reach(case)
    below = binds.is_public_contract is False
    chosen = case.procedure is Procedure.USER_CHOICE
    told = case.steps.get(Step.AWARD_NOTICE)
    force = Force.EXEMPT if below or chosen else Force.REQUIRED
    because = NOT_USER_CHOICE if chosen else "It is no public contract." if below else "A public contract is to come."
    yield _clock(
        case,
        "assessment_summaries",
        duty("UK6", on=case.commenced_on),
        "Every bidder has its assessment summary before the UK6 (s.50).",
        force=force,
        due=told,
        met=case.steps.get(Step.ASSESSMENT_SUMMARIES),
    )
    yield _notice(case, "UK6", force, because, met=told)
    if binds.mandatory_standstill and not chosen:
        yield _clock(
            case,
            "standstill",
            provision(Profile.FULL, "standstill", on=case.commenced_on),
            f"No contract for {binds.standstill_working_days} working days beginning with the UK6.",
            due=clock.standstill_last_day,
        )
    ended = case.steps.get(Step.CANCELLATION)
    if ended is not None:
        yield _notice(
            case,
            "UK12",
            Force.REQUIRED,
            "The authority decided not to award.",
            met=case.steps.get(Step.CANCELLATION_NOTICE),
            clock="as soon as reasonably practicable",
        )


def _of_the_contract(case: Case, clock: Timetable) -> Iterator[Obligation]:
    binds, on = reach(case), case.commenced_on
    signed, below = case.steps.get(Step.SIGNATURE), binds.is_public_contract is False
    full = Force.EXEMPT if case.regime is Regime.LIGHT_TOUCH or below else Force.REQUIRED
    yield _notice(
        case,
        "UK7",
        Force.REQUIRED,
        "A contract is entered into.",
        due=None if below else clock.contract_details_due,
        met=case.steps.get(Step.DETAILS_NOTICE),
    )
    copy = provision(Profile.LIGHT_TOUCH if case.regime is Regime.LIGHT_TOUCH else Profile.FULL, "contract_copy", on=on)
    yield _clock(
        case,
        "contract_copy",
        copy,
        f"The contract itself is published if it is worth more than £{copy.money('value_over')}.",
        force=Force.REQUIRED if binds.contract_copy_required else Force.EXEMPT,
        due=clock.contract_copy_due,
        met=case.steps.get(Step.CONTRACT_COPY),
    )
    yield _clock(
        case,
        "kpis",
        provision(Profile.FULL, "kpis", on=on),
        "At least three indicators."
        if not binds.kpi_exempt_because
        else f"Not required: {', '.join(binds.kpi_exempt_because).replace('_', ' ')}.",
        force=Force.EXEMPT if binds.kpi_exempt_because else Force.REQUIRED,
    )
    if case.transfers_staff:
        yield _clock(
            case,
            "workforce_details",
            rule("tupe.information", on=on),
            "Staff move with the service.",
            due=clock.workforce_details_due,
        )
    yield from _notice_in_force(case, "UK8", Force.REQUIRED, "For each payment over £30,000.")
    performance = Force.EXEMPT if binds.kpi_exempt_because else full
    yield _notice(
        case,
        "UK9",
        performance,
        "Performance is assessed every year, and a breach is told.",
        due=None if signed is None or performance is Force.EXEMPT else review_due(case, signed),
    )
    yield _notice(case, "UK10", full, "Before a change of the contract.")
    yield _end_of_contract(case)
    yield from _notice_in_force(case, "UK17", Force.REQUIRED, "For each half-year in which something was paid or due.")


def _end_of_contract(case: Case) -> Obligation:
    ended, chosen = case.steps.get(Step.END), case.procedure is Procedure.USER_CHOICE
    days = duty("UK11", on=case.commenced_on).number("days")
    due = None if ended is None or chosen else DatePeriod.beginning_with(ended, days).last
    return _notice(
        case,
        "UK11",
        Force.EXEMPT if chosen else Force.REQUIRED,
        NOT_USER_CHOICE if chosen else "A contract that ended in any way, expiry included.",
        due=due,
        met=case.steps.get(Step.END_NOTICE),
    )


def _overlay(case: Case, clock: Timetable) -> Iterator[Obligation]:
    on, light = case.commenced_on, case.regime is Regime.LIGHT_TOUCH
    engagement = rule("seed_social_economy.engagement", on=on)
    days = engagement.number("minimum_days")
    yield _clock(
        case,
        "early_engagement",
        engagement,
        f"The market is engaged {days} days before the UK4.",
        layer=Layer.OVERLAY,
        force=Force.OPTIONAL,
        met=case.steps.get(Step.ENGAGEMENT_NOTICE),
    )
    book = rule("seed_social_economy.open_book", on=on)
    if case.value > book.money("value_over"):
        yield _clock(
            case,
            "open_book",
            book,
            f"Worth more than £{book.money('value_over')}: run on an open book.",
            layer=Layer.OVERLAY,
            force=Force.OPTIONAL,
        )
    if not light:
        return
    announced = case.announced_standstill is not None
    yield _clock(
        case,
        "standstill",
        provision(Profile.LIGHT_TOUCH, "standstill", on=on),
        "No law asks for one; once the award notice states it, it binds.",
        layer=Layer.OVERLAY,
        force=Force.REQUIRED if announced else Force.OPTIONAL,
        due=clock.standstill_last_day if announced else None,
    )
    for code, name in (("kpis", "kpis"), ("UK9", "performance"), ("UK10", "modification")):
        yield _clock(
            case,
            code,
            provision(Profile.LIGHT_TOUCH, name, on=on),
            "Voluntary for light touch; it shows users what was promised and what came of it.",
            layer=Layer.OVERLAY,
            force=Force.OPTIONAL,
        )


def _notice_in_force(case: Case, code: str, force: Force, because: str) -> Iterator[Obligation]:
    """The duty, if it had begun on the day whose law binds the case."""
    try:
        yield _notice(case, code, force, because)
    except NotInForce:
        return


def _notice(
    case: Case,
    code: str,
    force: Force,
    because: str,
    *,
    due: date | None = None,
    met: date | None = None,
    clock: str | None = None,
) -> Obligation:
    found = duty(code, on=case.commenced_on)
    return Obligation(
        code=code,
        name=str(found.values["name"]),
        layer=Layer.STATUTE,
        force=force,
        because=because,
        rule=found.id,
        source=found.source,
        clock=clock or str(found.values["due"]),
        due=None if force is Force.EXEMPT else due,
        met_on=met,
    )


def _clock(
    case: Case,
    code: str,
    found: Rule,
    because: str,
    *,
    layer: Layer = Layer.STATUTE,
    force: Force = Force.REQUIRED,
    due: date | None = None,
    met: date | None = None,
) -> Obligation:
    return Obligation(
        code=code,
        name=code.replace("_", " "),
        layer=layer,
        force=force,
        because=because,
        rule=found.id,
        source=found.source,
        clock=found.says,
        due=None if force is Force.EXEMPT else due,
        met_on=met,
    )
