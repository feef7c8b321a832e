"""What of a supplier's past is looked at. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kernel.money import Money
from tendering.performance.domain import Rating


class Evidence(StrEnum):
    """Whether anything is known. Silence is neither praise nor blame."""

    KNOWN = "known"
    NONE = "no_evidence"


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """One assessment of one contract: who bought, what it was worth, and how every indicator was rated."""

    contract_id: UUID
    buyer_id: UUID
    value: Money
    last: date
    assessed_on: date
    ratings: Sequence[Rating]


@dataclass(frozen=True, kw_only=True)
class TrackRecord:
    """A supplier's assessments in the rulebook's months, and their weighted mean of 0 to 100; None without evidence."""

    supplier_id: UUID
    since: date
    assessments: Sequence[Assessed]
    score: Decimal | None

    @property
    def evidence(self) -> Evidence:
        """Whether there is any."""
        return Evidence.NONE if self.score is None else Evidence.KNOWN
