"""How the phases of a notice look on the wire."""

from datetime import datetime
from uuid import UUID

from chassis.wire import Out
from tendering.envelopes.schemas import Digest
from tendering.phases.domain import Standing
from tendering.phases.rules import Progress
from tendering.procedures.domain import PhaseKind
from tendering.sealing.domain import key_id_of


class EvidenceOut(Out):
    """A document that shows what a stage came to."""

    title: str
    sha256: Digest


class GateOut(Out):
    """Whether the partnership went on after this stage, and why; the evidence is public, at /tendering/v1/documents."""

    passed: bool
    reason: str
    evidence: list[EvidenceOut]
    decided_at: datetime


class PhaseStandingOut(Out):
    """How far one phase has come. Who takes part is not said, nor how many.

    `lots` are those that it is for. With a `key_id` its entries are sealed to that, and read from `opened_at` on.
    """

    number: int
    title: str
    kind: PhaseKind
    lots: list[UUID]
    closes_at: datetime
    standing: Standing
    decided_at: datetime | None
    refined_because: str | None
    digest: Digest | None
    has_gate: bool
    gate: GateOut | None
    key_id: UUID | None
    opened_at: datetime | None


class ProgressOut(Out):
    """How far a procedure has come, phase by phase; what each asks for is in `flexible` of the notice."""

    notice_id: UUID
    phases: list[PhaseStandingOut]


def progress_shown(progress: Progress, *, now: datetime) -> ProgressOut:
    """The phases as they stand."""
    numbers = range(1, len(progress.declared.phases) + 1)
    return ProgressOut(notice_id=progress.notice.id, phases=[_standing(progress, each, now=now) for each in numbers])


def _standing(progress: Progress, number: int, *, now: datetime) -> PhaseStandingOut:
    phase, result, log = progress.phase(number), progress.results.get(number), progress.logs.get(number)
    return PhaseStandingOut(
        number=number,
        title=phase.title,
        kind=phase.kind,
        lots=sorted(progress.lots_of(number)),
        closes_at=progress.closes_at(number),
        standing=progress.standing(number, now=now),
        decided_at=result and result.decided_at,
        refined_because=result and result.refined_because,
        digest=result and result.digest,
        has_gate=progress.declared.has_gate(number),
        gate=result and result.gate and GateOut.model_validate(result.gate),
        key_id=key_id_of(progress.notice, number),
        opened_at=log and log.opened_at,
    )
