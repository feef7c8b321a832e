"""What an event says of phases."""

from collections.abc import Mapping
from uuid import UUID

from events.tendering import FlexibleAnnounced, PhaseAnnounced, TargetAnnounced
from tendering.procedures.domain import FlexibleProcedure, Phase, Target


def procedure_announced(
    declared: FlexibleProcedure | None, lots: Mapping[str | None, UUID]
) -> FlexibleAnnounced | None:
    """What an event says of a flexible procedure; `lots` are their ids by their references."""
    if declared is None:
        return None
    phases = [phase_announced(each, lots) for each in declared.phases]
    return FlexibleAnnounced(phases=phases, partnership=declared.partnership, rights=declared.rights)


def phase_announced(phase: Phase, lots: Mapping[str | None, UUID]) -> PhaseAnnounced:
    """What an event says of one phase."""
    named = [lots[reference] for reference in phase.lots]
    targets = [target_announced(each) for each in phase.targets]
    ceiling = None if phase.payment_ceiling is None else str(phase.payment_ceiling)
    return PhaseAnnounced.model_validate(vars(phase) | {"targets": targets, "payment_ceiling": ceiling, "lots": named})


def target_announced(target: Target) -> TargetAnnounced:
    """What an event says of a target."""
    bounds = {name: getattr(target, name) for name in ("at_least", "at_most")}
    shown = {name: None if bound is None else f"{bound.normalize():f}" for name, bound in bounds.items()}
    return TargetAnnounced(measure=target.measure, unit=target.unit, **shown)
