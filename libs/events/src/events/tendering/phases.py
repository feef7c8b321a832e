"""How a competitive flexible procedure goes on from phase to phase; of those who take part nothing is said."""

from datetime import datetime
from typing import ClassVar

from events import Event, Part
from events.tendering.notices import Announcement


class PhaseTold(Part):
    """One phase of those that the notice declared."""

    number: int  # from 1
    title: str
    kind: str  # participation, dialogue, initial_tenders, design, development, pilot, evaluation


class EvidenceTold(Part):
    title: str
    sha256: str  # of a public document


class PhaseDecided(Event):
    """It is decided who goes on; each was told for itself. The entity is the notice, in these two."""

    type: ClassVar[str] = "tendering.phase.decided.v1"

    notice: Announcement
    phase: PhaseTold
    next_closes_at: datetime  # the deadline of the phase that follows
    digest: str  # SHA-256 of all that was decided
    refined_because: str | None = None  # why award criteria were refined (s.24); the notice has them


class GateDecided(Event):
    """Whether a partnership goes on after a stage, why, and by which evidence; one that does not is cancelled."""

    type: ClassVar[str] = "tendering.gate.decided.v1"

    notice: Announcement
    phase: PhaseTold
    passed: bool
    reason: str
    evidence: list[EvidenceTold]
    next_closes_at: datetime | None = None  # the deadline of the phase that follows, if one does
