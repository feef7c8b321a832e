"""What is called off under a framework. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from uuid import UUID

from kernel.errors import NotFound
from kernel.money import Money
from tendering.notices.domain import Notice
from tendering.terms.domain import Lot


@dataclass(eq=False, kw_only=True)
class Use:
    """What one award, or the contract that came of it, takes of what a framework's lot was estimated at."""

    award_id: UUID
    framework_id: UUID
    lot_id: UUID
    value: Money


def lot_in(framework: Notice, lot_id: UUID) -> Lot:
    """The framework's own lot. Raises NotFound for another's."""
    for lot in framework.lots:
        if lot.id == lot_id:
            return lot
    raise NotFound(f"The framework has no lot {lot_id}.")
