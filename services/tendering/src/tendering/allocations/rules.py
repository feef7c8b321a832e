"""Who wins which lots where a notice limits the wins of one group (Procurement Act 2023 s.23(4)).

The published mechanism: of all ways to give each limited lot to one of its scored bidders or to nobody, choose the one
that awards most lots; then the highest sum of totals; then, lot by lot in the notice's order, the earlier bid. Found
exactly, lot by lot: two partial assignments after which every group has won equally often have the same futures, so
only the best few of each such state are carried on, and the rest are merely counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nsmallest

from tendering.allocations.domain import Allocation, Assignment
from tendering.evaluation.domain import Scored
from tendering.terms.domain import Framework

SHOWN = 10
_Wins = frozenset[tuple[str, int]]


def allocate(tables: Mapping[str, Sequence[Scored]], group_of: Callable[[str], str], maximum: int) -> Allocation:
    """Allocate the limited lots, in the notice's order. No group wins more than `maximum` of them."""
    states: dict[_Wins, _Partial] = {frozenset(): _Partial((Assignment({}, Fraction(0)),), Counter({0: 1}))}
    for lot, table in tables.items():
        grown: dict[_Wins, list[_Partial]] = {}
        for wins, partial in states.items():
            for line in (None, *table):
                after = _after(wins, line, group_of, maximum)
                if after is not None:
                    grown.setdefault(after, []).append(partial.with_lot(lot, line))
        states = {wins: _merged(partials) for wins, partials in grown.items()}
    return _best(states.values())


def seats_in(table: Sequence[Scored], framework: Framework) -> tuple[Scored, ...]:
    """Who has a seat on a framework's lot: by score, all with the points that it asks for, as many as it has seats."""
    return tuple(line for line in table if line.total >= framework.minimum_points)[: framework.maximum_suppliers]


@dataclass(frozen=True)
class _Partial:
    """What leads to one state: its best assignments, and how many there are by the number of lots awarded."""

    best: tuple[Assignment, ...]
    counted: Counter[int]

    def with_lot(self, lot: str, line: Scored | None) -> "_Partial":
        awarded = 0 if line is None else 1
        counted = Counter({lots + awarded: count for lots, count in self.counted.items()})
        return _Partial(tuple(each.with_lot(lot, line) for each in self.best), counted)


def _after(wins: _Wins, line: Scored | None, group_of: Callable[[str], str], maximum: int) -> _Wins | None:
    if line is None:
        return wins
    counted, group = dict(wins), group_of(line.entry.bidder)
    counted[group] = counted.get(group, 0) + 1
    return None if counted[group] > maximum else frozenset(counted.items())


def _merged(partials: Iterable[_Partial]) -> _Partial:
    partials = tuple(partials)
    best = nsmallest(SHOWN, (each for partial in partials for each in partial.best), key=lambda each: each.merit)
    return _Partial(tuple(best), sum((partial.counted for partial in partials), start=Counter()))


def _best(states: Iterable[_Partial]) -> Allocation:
    whole = _merged(states)
    most = max(whole.counted)
    options = tuple(each for each in whole.best if len(each.lots) == most)
    return Allocation(options, whole.counted[most])
