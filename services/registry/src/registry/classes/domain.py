"""Conditions over what is known, put together from smaller ones. Each knows what settles it and what would turn it.

Only what is known counts: a name that is missing or disputed is not among `known`. So taking facts away can never turn
unknown into yes (`kernel.logic`), and no truth that is said to be false ever makes a yes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Protocol

from kernel.logic import Outcome, at_least
from registry.catalogue.domain import Value
from registry.catalogue.rules import CATALOGUE

Known = Mapping[str, Value]
Changes = Mapping[str, Value]


class Condition(Protocol):
    """Something that is so, is not so, or is unknown."""

    @property
    def names(self) -> frozenset[str]:
        """Every fact that it asks for."""

    def outcome(self, known: Known) -> Outcome:
        """Whether it is so."""

    def settled_by(self, known: Known) -> frozenset[str]:
        """The facts that its outcome rests on; of an unknown one also those that are missing."""

    def turned(self, known: Known, to: bool) -> Iterator[Changes]:
        """Changes that might make it so, or not so; whoever asks tries them out."""


@dataclass(frozen=True)
class Said:
    """A fact has one of these values. `open_` values are known and still say neither."""

    name: str
    yes: tuple[Value, ...] = (True,)
    open_: tuple[Value, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name})

    def outcome(self, known: Known) -> Outcome:
        value = known.get(self.name)
        return None if value is None or value in self.open_ else value in self.yes

    def settled_by(self, known: Known) -> frozenset[str]:
        return self.names

    def turned(self, known: Known, to: bool) -> Iterator[Changes]:
        others = (False,) if self.yes == (True,) else CATALOGUE[self.name].words
        for value in self.yes if to else others:
            if to or value not in (*self.yes, *self.open_):
                yield {self.name: value}


@dataclass(frozen=True)
class Unlike:
    """A fact has any value but this."""

    name: str
    value: Value
    other: Value  # an example of such a value

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name})

    def outcome(self, known: Known) -> Outcome:
        return None if self.name not in known else known[self.name] != self.value

    def settled_by(self, known: Known) -> frozenset[str]:
        return self.names

    def turned(self, known: Known, to: bool) -> Iterator[Changes]:
        yield {self.name: self.other if to else self.value}


@dataclass(frozen=True)
class Listed:
    """A list of codes holds this one."""

    name: str
    code: str

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name})

    def outcome(self, known: Known) -> Outcome:
        return None if self.name not in known else self.code in str(known[self.name]).split()

    def settled_by(self, known: Known) -> frozenset[str]:
        return self.names

    def turned(self, known: Known, to: bool) -> Iterator[Changes]:
        others = {code for code in str(known.get(self.name, "")).split() if code != self.code}
        yield {self.name: " ".join(sorted(others | {self.code} if to else others))}


@dataclass(frozen=True)
class AtLeast:
    """So many of these are so."""

    least: int
    parts: tuple[Condition, ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset[str]().union(*(part.names for part in self.parts))

    def outcome(self, known: Known) -> Outcome:
        return at_least(self.least, (part.outcome(known) for part in self.parts))

    def settled_by(self, known: Known) -> frozenset[str]:
        outcome = self.outcome(known)
        settling = (part for part in self.parts if outcome is None or part.outcome(known) is outcome)
        return frozenset[str]().union(*(part.settled_by(known) for part in settling))

    def turned(self, known: Known, to: bool) -> Iterator[Changes]:
        """By turning as few of the parts as it takes, whichever they are."""
        needed = self.least if to else len(self.parts) - self.least + 1
        already = [part for part in self.parts if part.outcome(known) is to]
        others = [part for part in self.parts if part.outcome(known) is not to]
        for chosen in combinations(others, max(needed - len(already), 0)):
            for together in product(*(list(part.turned(known, to)) for part in chosen)):
                yield {name: value for changes in together for name, value in changes.items()}


def every(*parts: Condition) -> AtLeast:
    """All of these are so."""
    return AtLeast(len(parts), parts)


def some(*parts: Condition) -> AtLeast:
    """One of these is so."""
    return AtLeast(1, parts)
