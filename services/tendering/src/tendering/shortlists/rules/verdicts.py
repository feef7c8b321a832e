"""Who goes on, by what the notice declared and by nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from kernel.errors import Unacceptable
from tendering.criteria.domain import SCALE, Criterion, Source
from tendering.phases.domain import Assessment, Verdict
from tendering.procedures.domain import Phase, Target
from tendering.shortlists.domain import Candidate, Found


def must_fit(phase: Phase, criteria: Sequence[Criterion], found: Sequence[Found]) -> None:
    """Raise Unacceptable for an assessment that answers anything else than what the phase is assessed by."""
    weighed = {each.name: each for each in criteria if each.name in phase.criteria}
    marked = {name for name, each in weighed.items() if each.source is not Source.PRICE}
    for place, each in enumerate(found):
        given, path = each.assessment, f"/assessments/{place}"
        _must_answer(given.met, set(phase.conditions), f"{path}/met", "condition")
        _must_answer(given.figures, {target.measure for target in phase.targets}, f"{path}/figures", "target")
        _must_answer(given.marks, marked, f"{path}/marks", "criterion")
        for name, mark in given.marks.items():
            if not weighed[name].admits(mark):
                raise Unacceptable(f"{path}/marks", f"{name!r} is marked as the notice describes, never {mark}.")
        if given.paid is not None and (phase.payment_ceiling is None or given.paid > phase.payment_ceiling):
            raise Unacceptable(f"{path}/paid", f"Nobody is paid more than {phase.payment_ceiling or 'nothing'} for it.")


def _must_answer(given: Mapping[str, object], asked: set[str], path: str, word: str) -> None:
    if given.keys() != asked:
        named = ", ".join(sorted(given.keys() ^ asked))
        raise Unacceptable(path, f"Answer each {word} of the phase, and no other: {named}.")


def judged(phase: Phase, criteria: Sequence[Criterion], candidates: Sequence[Candidate]) -> list[Verdict]:
    """What is decided about each: fit ones go on, and where there is a limit those with the most points.

    Of equals, who came first goes on.
    """
    failings = {each.supplier_id: list(_failings(phase, each)) for each in candidates}
    fit = [each for each in candidates if not failings[each.supplier_id]]
    points = points_of(phase, criteria, fit)
    order = sorted(fit, key=lambda each: (-points[each.supplier_id], each.received_at, each.entry_id))
    chosen = {each.supplier_id for each in order[: phase.at_most]}
    return [_verdict(phase, each, failings[each.supplier_id], points, chosen) for each in candidates]


def points_of(phase: Phase, criteria: Sequence[Criterion], fit: Sequence[Candidate]) -> dict[UUID, Fraction]:
    """The exact points of each by the criteria of the phase; a price counts as the lowest of these over one's own."""
    weighed = [each for each in criteria if each.name in phase.criteria]
    lowest = min((each.price.pence for each in fit if each.price), default=0)
    return {
        each.supplier_id: sum((by.points * _share(by, each, lowest) for by in weighed), start=Fraction(0))
        for each in fit
    }


def _share(criterion: Criterion, candidate: Candidate, lowest: int) -> Fraction:
    if criterion.source is Source.PRICE:
        pence = candidate.price.pence if candidate.price else 0
        return Fraction(lowest, pence) if pence else Fraction(1)
    marks = candidate.assessment.marks if candidate.assessment else {}
    return Fraction(marks[criterion.name]) / SCALE


def _failings(phase: Phase, candidate: Candidate) -> Iterator[str]:
    if candidate.assessment is None:
        yield (
            "Nothing was sent by the deadline." if candidate.entry_id is None else "What was sent could not be opened."
        )
        return
    if candidate.barred_because is not None:
        yield f"Excluded: {candidate.barred_because}."
    for condition in phase.conditions:
        if not candidate.assessment.met[condition]:
            yield f"This condition is not met: {condition}."
    for target in phase.targets:
        if not target.is_met_by(candidate.assessment.figures[target.measure]):
            yield _missed(target, candidate.assessment)


def _missed(target: Target, assessment: Assessment) -> str:
    asked = [
        f"at {word} {bound.normalize():f}"
        for word, bound in (("least", target.at_least), ("most", target.at_most))
        if bound is not None
    ]
    reached = f"{assessment.figures[target.measure].normalize():f}"
    return f"{target.measure}: {reached} {target.unit} reached, {' and '.join(asked)} asked for."


def _verdict(
    phase: Phase, candidate: Candidate, failings: list[str], points: Mapping[UUID, Fraction], chosen: set[UUID]
) -> Verdict:
    exact = points.get(candidate.supplier_id) if phase.criteria else None
    shown = None if exact is None else round(Decimal(exact.numerator) / exact.denominator, 4)
    goes_on = candidate.supplier_id in chosen
    if not failings and not goes_on:
        failings = [f"Its points, {shown}, are not among the {phase.at_most} highest."]
    return Verdict(
        **vars(candidate), points=shown, goes_on=goes_on, because=failings or ["It has all that was asked for."]
    )
