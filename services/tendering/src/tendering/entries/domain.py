"""What is sent for a phase. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money
from tendering.envelopes.domain import Box
from tendering.procedures.domain import Phase


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a provider says in a phase; documents by their SHA-256, a price where one is asked for, VAT excluded."""

    statement: str
    documents: tuple[str, ...] = ()
    price: Money | None = None

    def must_answer(self, phase: Phase) -> None:
        """Raise Unacceptable unless there is a price where the phase asks for one, and nowhere else."""
        if phase.asks_price != (self.price is not None):
            wanted = "asks for a price" if phase.asks_price else "asks for no price"
            raise Unacceptable("/price", f"{phase.title!r} {wanted}.")


class SealedEntry(Box):
    """An entry sealed to the key of its phase, bound to its notice, its phase and its provider."""


@dataclass(eq=False, kw_only=True)
class Entry:
    """One provider's answer to a phase; the `commitment` is the SHA-256 of what came. Final tenders are bids.

    It is `kept` under the service's own secret: whoever copies the database reads nothing in it, and no query can look
    inside. Where the notice has a key for the phase it is `sealed` to that, and kept so once the openers have met. What
    does not open then is spoilt: it was in time, and counts for nothing.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    phase: int
    supplier_id: UUID
    kept: bytes | None = None
    sealed: SealedEntry | None = None
    commitment: str
    received_at: datetime
    withdrawn_at: datetime | None = None
    spoilt_because: str | None = None
    version: int = 1

    @property
    def name(self) -> str:
        """By which what is kept is bound to where it belongs."""
        return f"entry of {self.supplier_id} for phase {self.phase} of {self.notice_id}"

    def come_back(self, *, now: datetime) -> None:
        """Something else is to take its place, or it was withdrawn and comes again."""
        self.received_at, self.withdrawn_at = now, None
        self.version += 1

    def put(self, kept: bytes | None, sealed: SealedEntry | None, commitment: str) -> None:
        """Put in what came, shut in one way or the other."""
        self.kept, self.sealed, self.commitment = kept, sealed, commitment

    def open(self, kept: bytes) -> None:
        """Keep what was sealed as what came in clear is kept."""
        self.kept = kept
        self.version += 1

    def spoil(self, reason: str) -> None:
        """Say why it cannot be shown; the others are opened all the same."""
        self.kept, self.spoilt_because = None, reason
        self.version += 1

    def withdraw(self, *, now: datetime) -> None:
        """Take it back. Nobody else will ever know that it was there."""
        if self.withdrawn_at is not None:
            raise RuleBroken("It was withdrawn already.")
        self.withdrawn_at = now
        self.version += 1
