"""From what has happened in a procurement to its case, and to what it owes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kernel.clock import day_of
from kernel.periods import DatePeriod
from tendering.awards.domain import Award
from tendering.breaches.domain import Breach, Consequence
from tendering.contracts.domain import Contract, EndGround
from tendering.diary.domain import Duty
from tendering.engagement.domain import Engagement
from tendering.notices.domain import Notice
from tendering.notices.rules import case_of
from tendering.obligations.domain import BreachDecided, Case, Force, Obligation, Step
from tendering.obligations.rules import obligations_of
from tendering.plans.domain import Plan

#: What is owed once for the whole procurement; everything else is owed for each award.
OF_THE_NOTICE = frozenset(
    {"UK1", "UK2", "UK3", "UK4", "UK5", "UK12", "tendering_period", "low_price_response", "early_engagement"}
)
#: What is to be waited for. When the time is over, nothing is left to do.
WAITS = frozenset({"standstill", "low_price_response", "tendering_period"})


@dataclass(frozen=True, kw_only=True)
class History:
    """Everything that happened to a notice and set a clock going, or stopped one."""

    notice: Notice
    plan: Plan | None
    engagement: Engagement | None
    awards: Sequence[Award]
    contracts: Sequence[Contract]
    summaries_sent_at: datetime | None
    price_asked_at: datetime | None
    assessed_on: Mapping[UUID, date]
    breaches: Sequence[Breach]


def owed(history: History, *, now: datetime) -> list[tuple[UUID | None, Obligation]]:
    """Every duty with the award that it belongs to; None for what the whole procurement owes."""
    before = case_until_award(history, now=now)
    if not history.awards:
        return [(None, each) for each in obligations_of(before)]
    shared = [(None, each) for each in obligations_of(before) if each.code in OF_THE_NOTICE]
    contracts = {each.award_id: each for each in history.contracts}
    cases = [(each.id, case_of_award(before, history, each, contracts.get(each.id))) for each in history.awards]
    return shared + [
        (award_id, each) for award_id, case in cases for each in obligations_of(case) if each.code not in OF_THE_NOTICE
    ]


def case_until_award(history: History, *, now: datetime) -> Case:
    """The procurement as far as no award matters. Cancelling publishes the notice of it in the same act."""
    notice = history.notice
    told = Step.TRANSPARENCY_NOTICE if notice.procedure.is_direct else Step.TENDER_NOTICE
    days = {
        told: notice.published_at,
        Step.TENDER_DEADLINE: notice.closes_at,
        Step.PIPELINE_NOTICE: history.plan.listed_at if history.plan else None,
        Step.ENGAGEMENT_NOTICE: history.engagement.announced_at if history.engagement else None,
        Step.PLANNED_NOTICE: history.plan.planned_at if history.plan else None,
        Step.LOW_PRICE_NOTICE: history.price_asked_at,
        Step.ASSESSMENT_SUMMARIES: history.summaries_sent_at,
        Step.CANCELLATION: notice.cancelled_at,
        Step.CANCELLATION_NOTICE: notice.cancelled_at,
    }
    return replace(case_of(notice, now=now), steps={step: day_of(at) for step, at in days.items() if at is not None})


def case_of_award(before: Case, history: History, award: Award, contract: Contract | None) -> Case:
    """The procurement as one award and its contract see it. An award and an end are published in the same act."""
    steps: dict[Step, date] = {**before.steps, Step.AWARD_NOTICE: day_of(award.decided_at)}
    if not history.notice.has_panels:
        steps[Step.ASSESSMENT_SUMMARIES] = day_of(award.decided_at)  # nobody judged: the award itself says why
    if contract is None or contract.signed_at is None:
        return replace(before, steps=steps, announced_standstill=award.standstill_working_days)
    reached = {
        Step.SIGNATURE: day_of(contract.signed_at),
        Step.DETAILS_NOTICE: contract.details_published_at and day_of(contract.details_published_at),
        Step.CONTRACT_COPY: contract.copy_published_at and day_of(contract.copy_published_at),
        Step.PERFORMANCE_NOTICE: history.assessed_on.get(contract.id),
        Step.END: contract.ended_on,
        Step.END_NOTICE: contract.ended_on,
    }
    return replace(
        before,
        steps=steps | {step: day for step, day in reached.items() if day is not None},
        announced_standstill=award.standstill_working_days,
        term=DatePeriod(contract.starts_on, contract.ends_on),
        breaches=breaches_decided(contract, [each for each in history.breaches if each.contract_id == contract.id]),
    )


def breaches_decided(contract: Contract, recorded: Sequence[Breach]) -> list[BreachDecided]:
    """The days on which breaches had consequences. A termination for breach is one, whether or not it was recorded."""
    unrecorded = contract.ended_on if contract.ended_ground is EndGround.BREACH else None
    if any(each.consequence is Consequence.TERMINATION for each in recorded):
        unrecorded = None
    days = {each.decided_on for each in recorded} | ({unrecorded} if unrecorded else set())
    return [BreachDecided(day, None if day == unrecorded else told_on(recorded, day)) for day in sorted(days)]


def told_on(recorded: Sequence[Breach], day: date) -> date | None:
    """When the last breach of that day was published; None while one is not."""
    instants = [each.published_at for each in recorded if each.decided_on == day]
    published = [at for at in instants if at is not None]
    return day_of(max(published)) if len(published) == len(instants) else None


def waited_out(obligation: Obligation, today: date) -> Obligation:
    """A wait whose time is over is met by that."""
    over = obligation.due is not None and obligation.code in WAITS and today > obligation.due
    return replace(obligation, met_on=obligation.due) if over else obligation


def duties_of(history: History, *, now: datetime) -> list[Duty]:
    """What the calendar keeps: required, with a last day. What may be explained instead is explained in the notice."""
    return [
        Duty(
            notice_id=history.notice.id,
            award_id=award_id,
            buyer_id=history.notice.buyer_id,
            code=each.code,
            name=each.name,
            layer=each.layer,
            source=each.source,
            due=each.due,
            met_on=each.met_on,
            waits=each.code in WAITS,
        )
        for award_id, each in owed(history, now=now)
        if each.force is Force.REQUIRED and each.due is not None
    ]
