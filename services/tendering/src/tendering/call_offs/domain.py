"""Seats on a framework, and what a call-off inherits of it. Pure: no database, no clock, no wire."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.money import Money
from tendering.copies.domain import criteria_of
from tendering.criteria.domain import Criterion
from tendering.frameworks.domain import known_by, lot_in
from tendering.notices.domain import Notice
from tendering.obligations.domain import Procedure
from tendering.terms.domain import CallOff, Lot, Terms, Under


class NobodyAble(RuleBroken):
    """A framework has nobody today who may be invited or asked."""


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A supplier that is party to the framework of one lot. `rank` 1 is the best, `price` what it bid for the lot.

    The seat lasts as long as its own contract, which is the framework (s.45(2)).
    """

    supplier_id: UUID
    award_id: UUID
    rank: int
    price: Money
    starts_on: date
    ends_on: date

    def runs(self, on: date) -> bool:
        """Whether the framework binds this supplier that day, its last day included."""
        return self.starts_on <= on <= self.ends_on


def able(seats: Sequence[Seat], barred: Collection[UUID], *, on: date) -> list[Seat]:
    """Who may be invited or asked: seats that run and that nothing excludes (s.48), by rank.

    Raises NobodyAble where there is nobody: the framework has expired, or all its suppliers are excluded.
    """
    running = [seat for seat in sorted(seats, key=lambda seat: seat.rank) if seat.runs(on)]
    if not running:
        raise NobodyAble(f"The framework has expired, or is not signed yet: it binds no supplier on {on}.")
    left = [seat for seat in running if seat.supplier_id not in barred]
    if not left:
        raise NobodyAble("Every supplier of the framework is excluded.")
    return left


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be called off. Without `criteria` the framework's judge it as they stand."""

    lot_id: UUID
    title: str
    description: str
    value: Money
    starts_on: date
    ends_on: date
    closes_at: datetime
    criteria: list[Criterion] | None = None


def inherited(framework: Notice, wanted: Wanted, procedure: Procedure) -> Terms:
    """The terms of a call-off: what the framework fixes, and what is wanted now.

    Raises RuleBroken for a way to call off that the framework does not provide for, NotFound for another's lot.
    """
    must_provide_for(framework, procedure)
    lot = lot_in(framework, wanted.lot_id)
    return Terms(
        title=wanted.title,
        description=wanted.description,
        category=framework.category,
        procedure=procedure,
        regime=framework.regime,
        cpv=list(framework.cpv),
        closes_at=wanted.closes_at,
        lots=[
            Lot(
                title=wanted.title,
                value=wanted.value,
                starts_on=wanted.starts_on,
                ends_on=wanted.ends_on,
                reserved=lot.reserved,
                reserved_areas=list(lot.reserved_areas),
            )
        ],
        criteria=criteria_of(framework) if wanted.criteria is None else wanted.criteria,
        values_include_vat=framework.values_include_vat,
        recall_clause=framework.recall_clause,
        past_performance=list(framework.past_performance),
    )


def place_under(framework: Notice, lot_id: UUID) -> Under:
    """How a call-off names its framework."""
    return Under(
        framework_id=framework.id,
        lot_id=lot_id,
        procurement_id=known_by(framework),
        criteria=tuple(each.name for each in framework.criteria),
    )


def must_provide_for(framework: Notice, procedure: Procedure) -> None:
    """Raise RuleBroken unless the framework says that contracts are called off in this way."""
    competes = procedure is Procedure.MINI_COMPETITION
    other = CallOff.NONE if competes else CallOff.COMPETITION
    if framework.framework is None or framework.framework.call_off is other:
        raise RuleBroken(f"Under this framework nothing is called off {'with' if competes else 'without'} competition.")
