"""A duty of a procurement, before the calendar keeps it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from uuid import UUID

from tendering.obligations.domain import Obligation


@dataclass(frozen=True, kw_only=True)
class Owed:
    """A duty, and of which phase or award it is owed; neither where the whole procurement owes it."""

    obligation: Obligation
    phase: int | None = None
    award_id: UUID | None = None
    about: str | None = None
