"""What is called off under a framework. Pure: no database, no clock, no wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kernel.errors import NotFound
from kernel.money import Money
from kernel.periods import months_later
from rulebook.open_frameworks import Round
from tendering.notices.domain import Notice
from tendering.terms.domain import Lot


@dataclass(eq=False, kw_only=True)
class Use:
    """What one award, or the contract that came of it, takes of what a framework's lot was estimated at."""

    award_id: UUID
    framework_id: UUID
    lot_id: UUID
    value: Money


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """An open framework: its first notice, and its rounds that are awarded, each by its notice, in their order."""

    first: Notice
    rounds: Mapping[UUID, Round]

    def replaced_on(self, notice_id: UUID) -> date | None:
        """The day on which the next round was awarded and this one ended; None while it is the last, or not awarded."""
        notices = list(self.rounds)
        after = notices.index(notice_id) + 1 if notice_id in self.rounds else len(notices)
        return self.rounds[notices[after]].awarded_on if after < len(notices) else None

    def last_of(self, notice_id: UUID) -> date | None:
        """The last day of a round that was replaced."""
        replaced = self.replaced_on(notice_id)
        return replaced and replaced - timedelta(days=1)


def known_by(framework: Notice) -> UUID:
    """What its procurement is known by: the plan that it follows from, or itself."""
    return framework.plan_id or framework.id


def last_on(lot: Lot) -> date | None:
    """The last day of a framework's lot, every extension included."""
    return lot.ends_on and months_later(lot.ends_on, lot.extension_months)


def lot_in(framework: Notice, lot_id: UUID) -> Lot:
    """The framework's own lot. Raises NotFound for another's."""
    for lot in framework.lots:
        if lot.id == lot_id:
            return lot
    raise NotFound(f"The framework has no lot {lot_id}.")
