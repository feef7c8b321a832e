"""Facts about an organisation, each with its source, and what of them may be relied on. Pure: no database, no clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property
from itertools import groupby
from uuid import UUID

from registry.catalogue.domain import Value


class Standing(IntEnum):
    """How much a source counts. A higher one is quoted first; it does not overrule a lower one that contradicts it."""

    ATTESTATION = 1
    GOVERNING_DOCUMENT = 2
    FILED_ACCOUNTS = 3
    REGISTER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A fact as somebody states it, before it is recorded."""

    name: str
    value: Value
    source: str
    standing: Standing
    reference: str
    retrieved_on: date
    expires_on: date | None = None
    document: str | None = None
    corrects: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that a source says of an organisation. Never changed: a later fact corrects it."""

    id: UUID
    organisation: UUID
    name: str  # one of the catalogue (`evidence.rules`), or a name that no rule asks for
    value: Value
    source: str  # where it was seen: a register, an account, a document, the organisation itself
    standing: Standing
    reference: str  # what to look up there: a number, a page, a field
    retrieved_on: date
    expires_on: date | None = None  # the last day it may be relied on; None: until it is corrected
    document: str | None = None  # SHA-256 of what was kept of it
    corrects: UUID | None = None
    recorded_at: datetime
    recorded_by: UUID | None = None  # the organisation whose client said so; None for a registrar of none

    def is_live(self, on: date) -> bool:
        """Whether it may be relied on that day; the day it expires on is still one."""
        return self.expires_on is None or on <= self.expires_on

    @property
    def says(self) -> tuple[type, Value]:
        """What sets two values apart: Python takes True for 1, evidence does not."""
        return type(self.value), self.value

    @property
    def weight(self) -> tuple[int, date, date, str]:
        """Of several facts that agree, the weightiest is quoted: by standing, how long it lasts, how new it is."""
        return self.standing, self.expires_on or date.max, self.retrieved_on, str(self.id)


@dataclass(frozen=True)
class Evidence:
    """What is live about an organisation on a day, in whatever order it was found."""

    on: date
    facts: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        live = sorted((fact for fact in self.facts if fact.is_live(self.on)), key=lambda it: (it.name, str(it.id)))
        object.__setattr__(self, "facts", tuple(live))

    def known(self, name: str) -> Fact | None:
        """The weightiest live fact of that name; None when there is none or when they are disputed."""
        return None if name in self.disputed else self._weightiest.get(name)

    @cached_property
    def disputed(self) -> tuple[str, ...]:
        """Names, sorted, whose live facts contradict themselves or each other. That outranks the order of sources."""
        unlike = {name for name, facts in self._by_name.items() if len({fact.says for fact in facts}) > 1}
        values = {name: fact.value for name, fact in self._weightiest.items() if name not in unlike}
        return tuple(sorted(unlike.union(*(names for names in contradictions(values)))))

    def of(self, name: str) -> tuple[Fact, ...]:
        """All live facts of that name."""
        return self._by_name.get(name, ())

    def about(self, name: str) -> tuple[Fact, ...]:
        """All live facts that a dispute about that name is about: of the name itself, and of what contradicts it."""
        values = {each: fact.value for each, fact in self._weightiest.items()}
        names = {name}.union(*(pair for pair in contradictions(values) if name in pair))
        return tuple(fact for fact in self.facts if fact.name in names)

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Fact, ...]]:
        return {name: tuple(facts) for name, facts in groupby(self.facts, key=lambda it: it.name)}

    @cached_property
    def _weightiest(self) -> Mapping[str, Fact]:
        return {name: max(facts, key=lambda it: it.weight) for name, facts in self._by_name.items()}


#: A community interest company is never a charity (Companies (Audit, Investigations and Community Enterprise) Act 2004
#: s.26(3)), so whoever is said to be both is neither until somebody has looked.
CHARITY: tuple[tuple[str, Value], ...] = (("charity_registration", "registered"), ("cio", True), ("scio", True))
#: The first counts some of those whom the second counts.
PART_OF_WHOLE = (
    ("board_members_users", "board_members"),
    ("workforce_disabled_or_disadvantaged", "workforce"),
    ("staff_below_living_wage", "staff"),
)


def contradictions(values: Mapping[str, Value]) -> Iterator[set[str]]:
    """Names whose values, one each, cannot stand together."""
    if values.get("community_interest_company") is True:
        for name, value in CHARITY:
            if values.get(name) == value:
                yield {name, "community_interest_company"}
    for part, whole in PART_OF_WHOLE:
        some, all_ = values.get(part), values.get(whole)
        if isinstance(some, int) and isinstance(all_, int) and some > all_:
            yield {part, whole}
