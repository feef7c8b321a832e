"""A transfer of staff. Pure: no database, no clock, no wire; and no word about any of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id


@dataclass(eq=False, kw_only=True)
class Transfer:
    """Staff of the incumbent become the winner's on `transfers_on`; their information is due on `due_on`.

    What it says is a document that only these two may read. Here stands that it was given, when, and why late.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    buyer_id: UUID
    incumbent_id: UUID
    winner_id: UUID
    transfers_on: date
    due_on: date
    document_sha256: str | None = None
    given_at: datetime | None = None
    late_because: str | None = None
    version: int = 1

    @property
    def was_in_time(self) -> bool | None:
        """Whether it came by its last day; None while it has not."""
        return None if self.given_at is None else day_of(self.given_at) <= self.due_on

    def give(self, sha256: str, *, late_because: str | None, now: datetime) -> None:
        """The incumbent hands over what it must tell. Raises for a second time, and for lateness without a reason."""
        if self.given_at is not None:
            raise RuleBroken("The information was given; tell the winner itself of what has changed since.")
        if day_of(now) > self.due_on and late_because is None:
            raise Unacceptable("/late_because", f"The information was due on {self.due_on}: say why it comes late.")
        self.document_sha256, self.given_at, self.late_because = sha256, now, late_because
        self.version += 1
