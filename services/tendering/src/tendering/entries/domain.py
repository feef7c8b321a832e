"""What is sent for a phase. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from kernel.money import Money


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a provider says in a phase; documents by their SHA-256, a price where one is asked for, VAT excluded."""

    statement: str
    documents: tuple[str, ...] = ()
    price: Money | None = None


@dataclass(eq=False, kw_only=True)
class Entry:
    """One provider's answer to a phase, shut under the service's own secret; `commitment` is the SHA-256 of what came.

    Whoever copies the database reads nothing in it, and no query can look inside. Final tenders are bids.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    phase: int
    supplier_id: UUID
    kept: bytes
    commitment: str
    received_at: datetime
    withdrawn_at: datetime | None = None
    version: int = 1

    @property
    def name(self) -> str:
        """By which what is kept is bound to where it belongs."""
        return f"entry of {self.supplier_id} for phase {self.phase} of {self.notice_id}"

    def replace(self, kept: bytes, commitment: str, *, now: datetime) -> None:
        """Put something else in, or come back after a withdrawal."""
        self.kept, self.commitment, self.received_at, self.withdrawn_at = kept, commitment, now, None
        self.version += 1

    def withdraw(self, *, now: datetime) -> None:
        """Take it back. Nobody else will ever know that it was there."""
        if self.withdrawn_at is not None:
            raise RuleBroken("It was withdrawn already.")
        self.withdrawn_at = now
        self.version += 1
