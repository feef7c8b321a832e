"""What makes phases a procedure that can be followed to its end."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from kernel.errors import Unacceptable
from tendering.criteria.domain import PANELS, Criterion, Source
from tendering.procedures.domain import STAGES, FlexibleProcedure, Partnership, Phase, PhaseKind

#: In a public-social partnership those who may provide a service design and try it before it is commissioned.
PUBLIC_SOCIAL = (PhaseKind.DESIGN, PhaseKind.PILOT, PhaseKind.EVALUATION)
Fault = tuple[str, str]


def must_be_possible(
    declared: FlexibleProcedure, closes_at: datetime, criteria: Sequence[Criterion], lots: Sequence[str | None] = ()
) -> None:
    """Raise Unacceptable for phases that nobody could follow; `closes_at` is the deadline for final tenders, `lots` are
    the references of what is bought.
    """
    known = {each.name: each for each in criteria}
    for place, phase in enumerate(declared.phases):
        before = declared.phases[:place]
        for path, sentence in [
            *_faults_of_order(phase, before, is_last=phase is declared.phases[-1]),
            *_faults_of_time(phase, before, closes_at),
            *_faults_of_assessment(phase, known),
            *_faults_of_lots(phase, lots),
        ]:
            raise Unacceptable(f"/flexible/phases/{place}/{path}", sentence)
    for path, sentence in _faults_of_partnership(declared):
        raise Unacceptable(f"/flexible/{path}", sentence)


def _faults_of_order(phase: Phase, before: Sequence[Phase], *, is_last: bool) -> Iterator[Fault]:
    if phase.title.casefold() in {each.title.casefold() for each in before}:
        yield "title", f"There are two phases called {phase.title!r}."
    if phase.is_final != is_last:
        yield "kind", "The last phase is that of final tenders, and no other."
    if phase.kind is PhaseKind.PARTICIPATION and before:
        yield "kind", "Requests to participate are made in the first phase."


def _faults_of_time(phase: Phase, before: Sequence[Phase], closes_at: datetime) -> Iterator[Fault]:
    if phase.is_final:
        if phase.closes_at is not None:
            yield "closes_at", "Final tenders close with the notice; leave it out."
        return
    earliest = before[-1].closes_at if before else None
    if phase.closes_at is None:
        yield "closes_at", "Say until when."
    elif phase.closes_at >= closes_at or (earliest is not None and phase.closes_at <= earliest):
        yield "closes_at", "Each phase closes after the one before it, and before the notice does."


def _faults_of_assessment(phase: Phase, known: Mapping[str, Criterion]) -> Iterator[Fault]:
    if phase.is_final and (phase.conditions or phase.targets or phase.criteria or phase.at_most or phase.refines):
        yield "kind", "Final tenders are assessed by the award criteria, as they are by then, and nobody goes on."
    yield from _faults_of_criteria(phase, known)
    for place, target in enumerate(phase.targets):
        if target.at_least is None and target.at_most is None:
            yield f"targets/{place}", "A target has a bound."
    for names, path in ((phase.conditions, "conditions"), ([each.measure for each in phase.targets], "targets")):
        if len(set(names)) != len(names):
            yield path, "Each is named once."


def _faults_of_criteria(phase: Phase, known: Mapping[str, Criterion]) -> Iterator[Fault]:
    for place, name in enumerate(phase.criteria):
        if name not in known or name in phase.criteria[:place]:
            yield f"criteria/{place}", "Each must be an award criterion of the notice, named once."
        elif known[name].source is Source.PRICE and not phase.asks_price:
            yield f"criteria/{place}", f"{name!r} is assessed by the price: ask for one."
        elif known[name].source not in PANELS | {Source.PRICE}:
            yield f"criteria/{place}", f"{name!r} is known of final tenders only."
    if phase.at_most is not None and not phase.criteria:
        yield "at_most", "Say by which criteria those who go on are chosen."
    if phase.at_least and phase.at_most and phase.at_least > phase.at_most:
        yield "at_least", "No more than at_most can go on."


def _faults_of_lots(phase: Phase, references: Sequence[str | None]) -> Iterator[Fault]:
    if phase.lots and phase.is_final:
        yield "lots", "Final tenders are for all lots."
    for place, reference in enumerate(phase.lots):
        if reference not in references or reference in phase.lots[:place]:
            yield f"lots/{place}", "Each must be the reference of a lot, named once."


def _faults_of_partnership(declared: FlexibleProcedure) -> Iterator[Fault]:
    stages = [each for each in declared.phases if each.kind in STAGES]
    if declared.partnership is None:
        return
    if declared.rights is None:
        yield "rights", "Say who may use what comes of the partnership."
    if any(each.lots for each in stages):
        yield "phases", "The stages of a partnership are for all lots, as its gates are."
    if declared.partnership is Partnership.PUBLIC_SOCIAL and tuple(each.kind for each in stages) != PUBLIC_SOCIAL:
        yield (
            "phases",
            "A public-social partnership is designed, piloted and evaluated, in that order, then commissioned.",
        )
    if declared.partnership is Partnership.INNOVATION and not (stages and all(each.targets for each in stages)):
        yield "phases", "An innovation partnership has stages, and each has targets of its own."
