"""An answer of the registry, ready to be read. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

SENTENCES = 4  # at the top of the page


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: a register, a document or the organisation itself, where to look it up, and when we did."""

    name: str
    reference: str
    address: str  # of the register's own page; empty where none is known
    read_on: date
    until: date | None  # the last day on which it may be relied on


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact that an answer rests on, as a sentence, and how we know it."""

    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said under one label: yes, no or unknown, why, and what would turn it."""

    label: str
    outcome: str  # yes, no, unknown
    sentence: str
    value: str | None
    grounds: Sequence[Ground]
    missing: Sequence[str]  # what nobody has told, each as it follows “We do not know”
    contested: Sequence[str]  # what sources contradict one another about, likewise
    change: str | None
    until: date
    rule: str
    name: str  # of the rule, with its version
    reply: str | None


@dataclass(frozen=True, slots=True)
class Contest:
    """What sources contradict one another about, and what each of them says."""

    about: str
    sides: Sequence[Ground]


@dataclass(frozen=True, slots=True)
class Answers:
    """All that is said of an organisation, by the parts of its page."""

    on: date
    is_: Sequence[Answer]
    is_not: Sequence[Answer]
    unknown: Sequence[Answer]
    unregistered: Sequence[str]  # what it would be if a register said so, and none has
    grade: Answer | None
    conduct: Answer | None
    principles: Sequence[tuple[str, Answer]]
    index: Answer | None  # the extractive index, once it is public
    points: Sequence[Answer]
    contests: Sequence[Contest]
    profit: str = ""  # whether it works for profit, in its shortest form; empty while nobody knows

    @property
    def headlines(self) -> Sequence[str]:
        """What it is, in short: a sentence each, of which the page's first lines are made."""
        known = [each.sentence for each in self.is_[:SENTENCES]]
        return [*known, self.profit] if self.profit else known


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What an organisation made public for a period."""

    title: str
    period: str
    sentence: str
    told: str
