"""What a flexible procedure owes to those who take part: that its phases keep their days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from kernel.clock import day_of
from rulebook.rules import rule
from tendering.diary.domain import Owed
from tendering.notices.domain import Status
from tendering.obligations.domain import Case, Layer
from tendering.obligations.rules.duties import clock
from tendering.phases.rules import Progress
from tendering.shortlists.rules.invitations import last_day_to_invite

DECIDED_BY = "Decided later, those who go on have less time than was announced, or need a later deadline."


def phases_owed(case: Case, progress: Progress, *, now: datetime) -> Iterator[Owed]:
    """Policy's: that phases keep the days that were announced. Final tenders close with the notice and are awarded."""
    found = rule("procedure.phases", on=case.commenced_on)
    for number in range(1, len(progress.declared.phases)):
        for code, because, due, met_on in clocks_of_phase(progress, number, now=now):
            duty = clock(case, code, found, because, layer=Layer.OVERLAY, due=due)
            yield Owed(obligation=replace(duty, met_on=met_on), phase=number, about=progress.named(number))


def clocks_of_phase(progress: Progress, number: int, *, now: datetime) -> Iterator[tuple[str, str, date, date | None]]:
    """Until when it takes entries, who goes on, and whether the partnership does: each with its last day, and its own.

    What a cancellation ended is owed no more.
    """
    result, is_live = progress.results.get(number), progress.notice.status is Status.PUBLISHED
    if not progress.is_shut_for_ever(number):
        yield "phase_deadline", "Entries are in time until then.", day_of(progress.closes_at(number)), None
    last_day = last_day_to_invite(progress, number, now=now)
    if result is not None:
        yield "phase_decision", DECIDED_BY, result.due_on or last_day, day_of(result.decided_at)
    elif is_live and progress.may_begin(number):
        yield "phase_decision", DECIDED_BY, last_day, None
    if result is None or not progress.declared.has_gate(number):
        return
    if result.gate is not None:
        yield "phase_gate", DECIDED_BY, result.gate.due_on or last_day, day_of(result.gate.decided_at)
    elif is_live:
        yield "phase_gate", DECIDED_BY, last_day, None
