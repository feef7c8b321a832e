"""When a phase may be decided, and by when those who go on are to answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from kernel.clock import ON_THE_WAY, day_of
from kernel.errors import Conflict, RuleBroken, Unacceptable
from rulebook.clocks import Circumstances, minimum_tendering_days, tendering_period_suffices
from rulebook.decisions import Decision
from rulebook.profiles import Profile
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
    progress.must_be_open(number, now=now)


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
    if _law_gives_days(progress, result.phase, now=now):
        profile, known = _of_invited(notice, now=now)
        closes_on = day_of(result.next_closes_at)
        found.append(tendering_period_suffices(profile, day_of(now), closes_on, known, on=on, now=now))
    return found


def last_day_to_invite(progress: Progress, number: int, *, now: datetime) -> date:
    """The last day on which those who go on are invited to a next phase that closes when it was announced to close.

    Final tenders have the law's days from the invitation on. It is never before the phase itself is over.
    """
    closes_on = day_of(progress.closes_at(number + 1))
    if _law_gives_days(progress, number, now=now):
        profile, known = _of_invited(progress.notice, now=now)
        least = minimum_tendering_days(profile, known, on=commenced_on(progress.notice, now=now))
        closes_on -= timedelta(days=least)
    return max(closes_on, day_of(progress.closes_at(number) + ON_THE_WAY))


def _law_gives_days(progress: Progress, number: int, *, now: datetime) -> bool:
    return progress.phase(number + 1).is_final and is_above_threshold(progress.notice, now=now) is True


def _of_invited(notice: Notice, *, now: datetime) -> tuple[Profile, Circumstances]:
    """Those who were assessed before they were invited need less time than who reads of it first (s.54)."""
    known = circumstances(notice, commenced_on(notice, now=now))
    return reach.regime_profile(case_of(notice, now=now)), replace(known, preselected=True)
