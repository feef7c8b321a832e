"""When sealed bids may be opened, and what came of it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kernel.clock import ON_THE_WAY
from kernel.errors import RuleBroken
from tendering.notices.domain import Notice
from tendering.sealing.domain import Log


@dataclass(eq=False, kw_only=True)
class CommitmentLog(Log):
    """What was in when bids for a notice closed."""

    notice_id: UUID


@dataclass(kw_only=True)
class Outcome:
    """What opening came to, by commitments: each is in one of the three."""

    opened: list[str] = field(default_factory=list)
    spoilt: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was in is open."""
        return not self.spoilt and not self.missing


def must_be_over(notice: Notice, *, now: datetime) -> None:
    """Raise RuleBroken until the deadline has passed, and the time that a bid in time may still be on its way."""
    if notice.cancelled_at is not None and not notice.is_closed(now=now):
        raise RuleBroken("The notice was cancelled before its deadline; its bids stay sealed.")
    if not notice.is_closed(now=now - ON_THE_WAY):
        opens = (notice.closes_at + ON_THE_WAY).isoformat()
        raise RuleBroken(f"No share is taken before {opens}: until then bids are welcome, or on their way.")
    if notice.bids_opened_at is not None:
        raise RuleBroken("The bids are open already.")


def may_have_closed(notice: Notice, logged: int, *, now: datetime) -> bool:
    """Whether another phase than those that are `logged` may be over: a decision moves a deadline, and never back."""
    entered = notice.flexible.phases[: len(notice.entry_phases)] if notice.flexible else ()
    return sum(phase.closes_at is not None and phase.closes_at < now for phase in entered) > logged
