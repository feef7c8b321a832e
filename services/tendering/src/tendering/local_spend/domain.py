"""Money by what is known of who had it. Pure: no database, no clock, no wire. All sums are pence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID


class Side(StrEnum):
    """On which side of a question a payment falls. The five are the whole."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  # it is a registered organisation, and nobody evidenced the answer
    UNMATCHED = "unmatched"  # no registered organisation was found
    REDACTED = "redacted"  # its name was not published, or came down


@dataclass(frozen=True, slots=True)
class Paid:
    """What one payee had in all: who it is, if that is known; `is_named` is False for what was paid to the redacted."""

    pence: int
    payments: int
    organisation_id: UUID | None = None
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Payee:
    """What the register says of an organisation: where it is, in codes, and which classes it is known to bear or not.

    `regions` are ITL codes, `areas` GSS codes; `country` is None where no address is known.
    """

    country: str | None = None
    regions: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    classes: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What falls on one side: payments, payees (of the redacted nobody knows how many) and pence, credits taken off."""

    pence: int = 0
    payments: int = 0
    payees: int = 0


@dataclass(frozen=True, slots=True)
class CountedFile:
    """A spend file that has a payment of these months."""

    id: UUID
    filename: str


@dataclass(frozen=True, kw_only=True)
class Spending:
    """All that an authority paid in some months, payee by payee, and where that is from.

    A month that its spend files tell of is told from these alone, any other from the payments that it posted.
    """

    first: date
    last: date
    paid: Sequence[Paid]
    payees: Mapping[UUID, Payee]
    files: Sequence[CountedFile]
    months_in_files: frozenset[date]
