"""A draft of a bid. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(eq=False, kw_only=True)
class Draft:
    """What a provider has written so far, kept under the service's own secret.

    Whoever copies the database reads nothing in it. Whoever runs the service could: that is weaker than a draft on the
    bidder's own machine.
    """

    notice_id: UUID
    bidder_id: UUID
    kept: bytes
    changed_at: datetime
    version: int = 1

    def change(self, kept: bytes, *, now: datetime) -> None:
        """Write something else."""
        self.kept, self.changed_at = kept, now
        self.version += 1


def name_of(notice_id: UUID, bidder_id: UUID) -> str:
    """By which a draft is bound to where it belongs."""
    return f"draft of {bidder_id} for {notice_id}"
