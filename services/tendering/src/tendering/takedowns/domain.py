"""A name that was taken down: why, by whom, when, and never which. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.identifiers import new_id


class Cause(StrEnum):
    """Why a name of a natural person comes down."""

    PERSONAL_DATA = "personal_data"  # there was no ground to publish it
    SAFETY = "safety"  # whoever reads it may harm somebody
    COURT_ORDER = "court_order"


@dataclass(eq=False, kw_only=True)
class Takedown:
    """What came down with one line of a spend file: `lines` lines of it, and of files with the same payments."""

    id: UUID = field(default_factory=new_id)
    import_id: UUID
    record: int
    cause: Cause
    lines: int
    by: str
    taken_down_at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """What a line says in words. Its amount and its day are no part of it: they stay."""

    cells: Sequence[str]
    payer: str | None = None
    payee: str | None = None
    value: str | None = None
    reference: str | None = None
    contract: str | None = None
