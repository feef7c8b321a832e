"""From what has happened in a procurement to its case, and to what it owes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kernel.clock import day_of, last_day
from kernel.periods import DatePeriod
from rulebook.clocks import modified_copy_due
from rulebook.profiles import Profile, provision
from tendering.awards.domain import Award
from tendering.breaches.domain import Breach, Consequence
from tendering.calendar.domain import Duty
from tendering.calendar.rules import WAITS, kept_of
from tendering.contracts.domain import Contract, EndGround, Status
from tendering.diary.domain import Owed
from tendering.diary.rules.phases import phases_owed
from tendering.disputes.domain import Dispute
from tendering.disputes.rules import decisions_owed
from tendering.engagement.domain import Engagement
from tendering.frameworks.domain import Scheme
from tendering.frameworks.rules import obligations_of_round
from tendering.longevity.domain import TermReview
from tendering.longevity.rules import reviews_owed
from tendering.notices.domain import Notice
from tendering.notices.rules import WITH_VAT, case_of
from tendering.obligations.domain import BreachDecided, Case, Force, Obligation, Step
from tendering.obligations.rules import obligations_of
from tendering.obligations.rules.duties import clock
from tendering.open_books.domain import Book
from tendering.open_books.rules import book_returns
from tendering.phases.rules import Progress
from tendering.plans.domain import Plan
from tendering.redactions.domain import Disclosed
from tendering.resilience.domain import Standing
from tendering.resilience.rules import plan_owed
from tendering.transfers.domain import Transfer

#: What is owed once for the whole procurement; everything else is owed for each award.
OF_THE_NOTICE = frozenset(
    {"UK1", "UK2", "UK3", "UK4", "UK5", "UK12", "tendering_period", "low_price_response", "early_engagement"}
)


@dataclass(frozen=True, kw_only=True)
class History:
    """Everything that happened to a notice and set a clock going, or stopped one."""

    notice: Notice
    progress: Progress | None
    plan: Plan | None
    engagement: Engagement | None
    awards: Sequence[Award]
    contracts: Sequence[Contract]
    summaries_sent_at: datetime | None
    price_asked_at: datetime | None
    assessed_on: Mapping[UUID, date]
    suppliers: Mapping[UUID, str]
    breaches: Sequence[Breach]
    transfers: Sequence[Transfer]
    documents: Sequence[Disclosed]
    reviews: Sequence[TermReview]
    books: Sequence[Book]
    standings: Sequence[Standing]
    disputes: Sequence[Dispute]
    scheme: Scheme | None


def owed(history: History, *, now: datetime) -> list[Owed]:
    """Every duty of a procurement, of its phases and of its awards."""
    before = case_until_award(history, now=now)
    of_notice = [
        Owed(obligation=each) for each in obligations_of(before) if not history.awards or each.code in OF_THE_NOTICE
    ]
    of_phases = phases_owed(before, history.progress, now=now) if history.progress else ()
    about = abouts(history)
    of_awards = [
        Owed(obligation=each, award_id=award_id, about=about[award_id])
        for award_id, each in awards_owed(before, history)
    ]
    anew = obligations_of_round(before, history.scheme, history.notice.id, now=now)
    return [*of_notice, *of_phases, *of_awards, *(Owed(obligation=each) for each in anew)]


def awards_owed(before: Case, history: History) -> list[tuple[UUID, Obligation]]:
    """What is owed of each award and its contract."""
    contracts = {each.award_id: each for each in history.contracts}
    cases = [(each.id, case_of_award(before, history, each, contracts.get(each.id))) for each in history.awards]
    of_awards = [
        (award_id, each) for award_id, case in cases for each in obligations_of(case) if each.code not in OF_THE_NOTICE
    ]
    changed = [(each.award_id, copy) for each in history.contracts for copy in modified_copies(before, history, each)]
    looks = [
        (each.award_id, look) for each in history.contracts for look in reviews_owed(before, each, history.reviews)
    ]
    awards = {each.id: each.award_id for each in history.contracts}
    books = [(awards[each.contract_id], due) for each in history.books for due in book_returns(before, each)]
    plans = [(awards[each.contract_id], due) for each in history.standings for due in plan_owed(before, each)]
    disputed = [(awards[contract_id], due) for contract_id, due in decisions_owed(before, history.disputes)]
    return [*of_awards, *changed, *looks, *books, *plans, *disputed]


def abouts(history: History) -> dict[UUID, str]:
    """Each award in words: its lots, and whom it went to."""
    titles = {lot.id: lot.title for lot in history.notice.lots}
    return {
        each.id: f"{', '.join(titles[lot] for lot in each.lot_ids)}: {history.suppliers[each.supplier_id]}"
        for each in history.awards
    }


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
    """The procurement as one award and its contract see it. An award and an end are published in the same act.

    A contract that nobody cuts short ends on its last day, whether or not anybody says so then.
    """
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
        Step.WORKFORCE_DETAILS: last_day(
            [each.given_at for each in history.transfers if each.contract_id == contract.id]
        ),
        Step.END: contract.ended_on if contract.status is Status.TERMINATED else contract.ends_on,
        Step.END_NOTICE: contract.ended_on,
    }
    return replace(
        before,
        steps=steps | {step: day for step, day in reached.items() if day is not None},
        announced_standstill=award.standstill_working_days,
        term=DatePeriod(contract.starts_on, contract.ends_on),
        transfers_staff=before.transfers_staff or any(each.contract_id == contract.id for each in history.transfers),
        breaches=breaches_decided(contract, [each for each in history.breaches if each.contract_id == contract.id]),
    )


def modified_copies(case: Case, history: History, contract: Contract) -> Iterator[Obligation]:
    """The text of the contract as modified, for each announced change that makes it large enough (s.77).

    Of a day's changes the last counts. The first such text that was published after a change meets its duty.
    """
    found = provision(Profile.FULL, "modified_copy", on=case.commenced_on)
    texts = [day_of(each.published_at) for each in history.documents if each.is_modified_text_of(contract.id)]
    for day, change in {day_of(each.amended_at): each for each in contract.amendments if each.announced}.items():
        if change.value.times(WITH_VAT) > found.money("value_over"):
            because = f"The change of {day} makes it worth more than £{found.money('value_over')}."
            due = modified_copy_due(day, on=case.commenced_on)
            owed = clock(case, "modified_copy", found, because, due=due)
            yield replace(owed, met_on=min((text for text in texts if text >= day), default=None))


def breaches_decided(contract: Contract, recorded: Sequence[Breach]) -> list[BreachDecided]:
    """The days on which breaches had consequences. A termination for breach is one, whether or not it was recorded."""
    unrecorded = contract.ended_on if contract.ended_ground is EndGround.BREACH else None
    if any(each.consequence is Consequence.TERMINATION for each in recorded):
        unrecorded = None
    days = {each.decided_on for each in recorded} | ({unrecorded} if unrecorded else set())
    told = {day: last_day([each.published_at for each in recorded if each.decided_on == day]) for day in days}
    return [BreachDecided(day, None if day == unrecorded else told[day]) for day in sorted(days)]


def waited_out(obligation: Obligation, today: date) -> Obligation:
    """A wait whose time is over is met by that."""
    over = obligation.due is not None and obligation.code in WAITS and today > obligation.due
    return replace(obligation, met_on=obligation.due) if over else obligation


def duties_of(history: History, *, now: datetime) -> list[Duty]:
    """What the calendar keeps: required, with a last day. What may be explained instead is explained in the notice."""
    contracts = {each.award_id: each.id for each in history.contracts}
    notice = history.notice
    return [
        Duty(
            notice_id=notice.id,
            phase=each.phase,
            award_id=each.award_id,
            contract_id=contracts.get(each.award_id) if each.award_id else None,
            buyer_id=notice.buyer_id,
            about=each.about,
            **kept_of(each.obligation),
        )
        for each in owed(history, now=now)
        if each.obligation.force is Force.REQUIRED and each.obligation.due is not None
    ]
