"""What publishers' own lists of payments came to, and what was paid under contracts."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Party


class SpendFileRead(Event):
    """A publisher's spend file was read to its end, with what became of its lines. The entity is the import.

    read = accepted + rejected + quarantined + not_rows; the sum is of accepted lines, credits included, settlements
    of cards not. With `same_as` its payments are those of another import, and count nothing.
    """

    type: ClassVar[str] = "tendering.spend_file.read.v1"

    filename: str
    digest: str  # SHA-256
    payer: Party | None  # None: the platform imported what others publish, and their lines name the payer
    first: date | None  # the period, if one was stated
    last: date | None
    accepted: int
    rejected: int
    quarantined: int
    not_rows: int
    credits: int
    sum: str  # pounds, two decimals, may be below zero
    same_as: UUID | None
