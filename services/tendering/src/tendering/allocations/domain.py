"""What an allocation came to. Pure: no database, no clock, no wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from uuid import UUID

from kernel.errors import RuleBroken
from tendering.evaluation.domain import Scored
from tendering.terms.domain import Lot

_NOBODY_LAST = (1,)


@dataclass(frozen=True)
class Assignment:
    """One way to give the limited lots; a lot that is missing stays empty."""

    lots: Mapping[str, Scored]
    total: Fraction
    _ties: tuple[tuple[object, ...], ...] = ()

    @property
    def merit(self) -> tuple[int, Fraction, tuple[tuple[object, ...], ...]]:
        """The lower the better."""
        return -len(self.lots), -self.total, self._ties

    def with_lot(self, lot: str, line: Scored | None) -> "Assignment":
        if line is None:
            return Assignment(self.lots, self.total, (*self._ties, _NOBODY_LAST))
        tie = (0, *line.entry.precedence)
        return Assignment({**self.lots, lot: line}, self.total + line.total, (*self._ties, tie))


@dataclass(frozen=True)
class Allocation:
    """The best assignments, best first, and how many there are that award as many lots as the best does."""

    options: tuple[Assignment, ...]
    count: int

    @property
    def chosen(self) -> Assignment:
        return self.options[0]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Who wins each lot that has a score table, and why not its best bid if the limit on lots stands in the way.

    `best` is the first of each table; `limited` are the lots that the limit counts, and `allocation` what it chose.
    Of a framework `seats` are all who win, best first; its `winners` are the first of them.
    """

    best: Mapping[UUID, Scored]
    winners: Mapping[UUID, Scored]
    limited: Sequence[UUID]
    allocation: Allocation | None
    seats: Mapping[UUID, Sequence[Scored]] = field(default_factory=dict)

    def won_by(self, lot_id: UUID) -> Sequence[Scored]:
        """Every bid that wins the lot: several may, of a framework."""
        winner = self.winners.get(lot_id)
        return self.seats.get(lot_id, () if winner is None else (winner,))

    @property
    def limit_changes_result(self) -> bool:
        """Whether some lot goes to another than its best bid, or to nobody, because of the limit."""
        return any(self.winners.get(lot) is not line for lot, line in self.best.items())

    def must_go_to(self, lot: Lot, bid_id: UUID) -> None:
        """Raise RuleBroken unless this bid wins the lot by the published tables; name what else decided it."""
        if lot.id not in self.best:
            raise RuleBroken(f"The lot {lot.title!r} has no score table: it cannot be awarded.")
        if lot.id in self.seats:
            if bid_id not in {UUID(line.entry.bid) for line in self.seats[lot.id]}:
                raise RuleBroken(f"By its points the bid has no seat on the framework of the lot {lot.title!r}.")
            return
        winner = self.winners.get(lot.id)
        if winner is None:
            raise RuleBroken(f"By the limit on lots nobody wins {lot.title!r}.")
        if UUID(winner.entry.bid) != bid_id:
            by = "The" if winner is self.best[lot.id] else "By the limit on lots the"
            raise RuleBroken(f"{by} bid {winner.entry.bid} wins {lot.title!r}, not this one.")
