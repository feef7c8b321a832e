"""An appeal against a verdict. Pure: no database, no clock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.errors import Forbidden, RuleBroken


@dataclass(eq=False, kw_only=True)
class Appeal:
    """What an organisation holds against a verdict, and what became of it."""

    id: UUID
    organisation: UUID
    label: str
    outcome: str  # the verdict as it stood
    value: str | None
    grounds: str
    lodged_at: datetime
    upheld: bool | None = None
    reasons: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None

    def decide(self, *, upheld: bool, reasons: str, by: str, involved: Collection[str], now: datetime) -> None:
        """A registrar decides, once. Raises Forbidden for one who had a part in the evidence."""
        if self.upheld is not None:
            raise RuleBroken("This appeal has been decided.")
        if by in involved:
            raise Forbidden("A registrar who had a part in the evidence does not decide the appeal.")
        self.upheld, self.reasons, self.decided_by, self.decided_at = upheld, reasons, by, now
