"""What an event says of phases."""

from events.tendering import FlexibleAnnounced, PhaseAnnounced, TargetAnnounced
from tendering.procedures.domain import FlexibleProcedure, Phase, Target


def procedure_announced(declared: FlexibleProcedure | None) -> FlexibleAnnounced | None:
    """What an event says of a flexible procedure."""
    if declared is None:
        return None
    phases = [phase_announced(each) for each in declared.phases]
    return FlexibleAnnounced(phases=phases, partnership=declared.partnership, rights=declared.rights)


def phase_announced(phase: Phase) -> PhaseAnnounced:
    """What an event says of one phase."""
    targets = [target_announced(each) for each in phase.targets]
    ceiling = None if phase.payment_ceiling is None else str(phase.payment_ceiling)
    return PhaseAnnounced.model_validate(vars(phase) | {"targets": targets, "payment_ceiling": ceiling})


def target_announced(target: Target) -> TargetAnnounced:
    """What an event says of a target."""
    bounds = {name: getattr(target, name) for name in ("at_least", "at_most")}
    shown = {name: None if bound is None else f"{bound.normalize():f}" for name, bound in bounds.items()}
    return TargetAnnounced(measure=target.measure, unit=target.unit, **shown)
