"""Figures that an organisation makes public for a period. Pure: no database, no clock, no wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from kernel.periods import DatePeriod


class Kind(StrEnum):
    LIVING_WAGE = "living_wage"
    PAYMENT_PRACTICE = "payment_practice"
    TAX_JURISDICTIONS = "tax_jurisdictions"


@dataclass(eq=False)
class Disclosure:
    """The figures of one period. A later disclosure of the same period corrects it; both stay readable."""

    id: UUID
    organisation_id: UUID
    kind: Kind
    first: date
    last: date
    figures: Mapping[str, Any]
    disclosed_at: datetime
    due_on: date
    days_late: int
    decision_id: UUID
    sha256: str | None = None
    corrects: UUID | None = None
    current: bool = True

    def correct(self, former: "Disclosure") -> None:
        """Stand in place of the former figures. Whether the period was disclosed in time, those decided."""
        former.current = False
        self.corrects, self.days_late, self.decision_id = former.id, former.days_late, former.decision_id

    @property
    def period(self) -> DatePeriod:
        """The days that the figures are of, both included."""
        return DatePeriod(self.first, self.last)
