"""When award criteria may be refined (s.24)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from rulebook.decisions import Decision
from rulebook.rules import rule
from tendering.criteria.domain import Criterion
from tendering.phases.domain import Verdict
from tendering.phases.rules import Progress
from tendering.procedures.domain import Phase
from tendering.shortlists.domain import Candidate
from tendering.shortlists.rules.verdicts import judged


def may_refine(
    progress: Progress,
    number: int,
    verdicts: Sequence[Verdict],
    refined: Sequence[Criterion],
    *,
    on: date,
    now: datetime,
) -> Decision:
    """Whether award criteria may be refined so after this phase (s.24), by the law of the day `on`."""
    faults = list(_faults_of_refining(progress, number, verdicts, refined))
    says = faults or ["The notice provides for it, and nobody who was let go would have gone on."]
    return rule("procedure.refinement", on=on).decide(not faults, *says, inputs={"phase": number}, now=now)


def _faults_of_refining(
    progress: Progress, number: int, verdicts: Sequence[Verdict], refined: Sequence[Criterion]
) -> Iterator[str]:
    if progress.phase(number).refines is None:
        yield f"The notice does not provide for refining criteria after {progress.phase(number).title!r}."
    if sorted(map(_kept_in_refining, refined)) != sorted(map(_kept_in_refining, progress.notice.criteria)):
        yield "To refine is to weigh or describe the same criteria otherwise; none comes and none goes."
        return
    decided = {**{each: result.verdicts for each, result in progress.results.items()}, number: verdicts}
    if any(_lets_another_in(progress.phase(each), refined, decided[each]) for each in sorted(decided)):
        yield "With these criteria somebody would have gone on who was let go."


def _kept_in_refining(criterion: Criterion) -> tuple[str, str, str]:
    return criterion.name, criterion.kind, str(criterion.source)


def _lets_another_in(phase: Phase, refined: Sequence[Criterion], verdicts: Sequence[Verdict]) -> bool:
    went_on = {each.supplier_id for each in verdicts if each.goes_on}
    again = judged(phase, refined, [Candidate.of(each) for each in verdicts])
    return not {each.supplier_id for each in again if each.goes_on} <= went_on
