"""The calendar of an authority, as a reader looks at it on a day. Pure: no database, no clock, no wire."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

#: After the last day of everything that is owed: a duty that is not met matters until it is.
FOR_EVER = date.max


@dataclass(frozen=True, slots=True)
class Line:
    """Something with a last day. `code` is the notice that is due, such as UK7; None where none is.

    `about` says which lots and whose award, where one procurement owes the same for several. Where the authority
    itself owes it there is no notice, and the title says of which half-year.
    """

    day: date
    what: str
    code: str | None
    source: str | None
    is_statute: bool
    notice_id: UUID | None
    title: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is overdue, what is due, and what only has to be waited for, each by its last day."""

    overdue: Sequence[Line]
    due: Sequence[Line]
    waits: Sequence[Line]


def in_order(lines: Iterable[Line]) -> list[Line]:
    """The nearest day first."""
    return sorted(lines, key=lambda line: (line.day, line.title, line.about or "", line.what))
