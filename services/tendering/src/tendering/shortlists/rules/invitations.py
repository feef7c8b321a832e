"""When a phase may be decided, and by when those who go on are to answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken, Unacceptable
from rulebook.clocks import tendering_period_suffices
from rulebook.decisions import Decision
from tendering.notices.domain import Notice, Status
from tendering.notices.rules import case_of, circumstances, commenced_on, is_above_threshold
from tendering.obligations.rules import reach
from tendering.phases.domain import PhaseResult
from tendering.phases.rules import Progress
from tendering.shortlists.domain import Refinement
from tendering.shortlists.rules.refinements import may_refine


def must_be_decidable(progress: Progress, number: int, *, now: datetime) -> None:
    """Raise RuleBroken before the deadline and for what is not decided here, Conflict the second time."""
    phase = progress.phase(number)
    if phase.is_final:
        raise RuleBroken("Final tenders are evaluated as bids are.")
    if progress.notice.status is not Status.PUBLISHED:
        raise RuleBroken(f"The notice is {progress.notice.status}; nobody goes on in it.")
    if number in progress.results:
        raise Conflict(f"{phase.title!r} was decided already.")
    progress.must_be_over(number, now=now)


def must_be_enough(progress: Progress, result: PhaseResult) -> None:
    """Raise RuleBroken where fewer go on than the notice announced, and nobody says why."""
    least = progress.phase(result.phase).at_least
    if least is not None and len(result.going_on) < least and result.fewer_because is None:
        raise RuleBroken(f"At least {least} were to go on; say in fewer_because why fewer do.")


def next_deadline(progress: Progress, number: int, given: datetime | None, *, now: datetime) -> datetime:
    """When the phase after this one closes: as announced, or later. Raises Unacceptable for any other time."""
    following, announced = progress.phase(number + 1), progress.closes_at(number + 1)
    closes_at = given or announced
    if closes_at < announced or closes_at <= now:
        at = announced.isoformat()
        raise Unacceptable("/closes_at", f"{following.title!r} closes after now, and not before {at}.")
    if not following.is_final and closes_at >= progress.notice.closes_at:
        raise Unacceptable("/closes_at", "It closes before the notice does; amend the notice's deadline first.")
    return closes_at


def rules_of_invitation(
    progress: Progress, result: PhaseResult, refinement: Refinement | None, *, now: datetime
) -> Sequence[Decision]:
    """Whether criteria may be refined so, and whether those who go on get enough days for their final tenders."""
    notice, on = progress.notice, commenced_on(progress.notice, now=now)
    found = []
    if refinement is not None:
        found.append(may_refine(progress, result.phase, result.verdicts, refinement.criteria, on=on, now=now))
    if progress.phase(result.phase + 1).is_final and is_above_threshold(notice, now=now):
        found.append(_enough_time(notice, result.next_closes_at, now=now))
    return found


def _enough_time(notice: Notice, closes_at: datetime, *, now: datetime) -> Decision:
    """Those who were assessed before they were invited need less time than who reads of it first (s.54)."""
    on = commenced_on(notice, now=now)
    known = replace(circumstances(notice, on), preselected=True)
    profile = reach.regime_profile(case_of(notice, now=now))
    return tendering_period_suffices(profile, day_of(now), day_of(closes_at), known, on=on, now=now)
