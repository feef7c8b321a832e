"""How a competitive flexible procedure goes on from phase to phase; of those who take part nothing is said."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

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


class EntriesLogged(Event):
    """A phase with sealed entries has closed: what was in, by one digest. The entity is the notice, in these two.

    What was in is read by the buyer and auditors alone: not even how many take part is told.
    """

    type: ClassVar[str] = "tendering.entries.logged.v1"

    notice_id: UUID
    phase: int
    digest: str  # SHA-256 of the log's id and the digests of what was sealed


class EntriesOpened(Event):
    """So many holders of shares have met and opened all sealed entries for a phase, at once."""

    type: ClassVar[str] = "tendering.entries.opened.v1"

    notice_id: UUID
    phase: int
    key_id: UUID
    threshold: int
    holders: list[UUID]  # the organisations whose openers brought their shares
    digest: str  # as it was logged
    is_whole: bool  # whether everything that was in is open
