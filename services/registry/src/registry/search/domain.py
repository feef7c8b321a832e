"""What somebody looks for among organisations and bodies, and what was found. Pure: no database, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, Self
from uuid import UUID

from kernel.orgids import OrgId
from registry.particulars.domain import Role
from registry.registers.domain import Standing


class Tier(IntEnum):
    """How something fits: all of one tier come before any of the next."""

    NUMBERED = 0  # it bears the number that was typed
    BEGINS = 1  # its name is the one that was typed, or begins so
    WORDS = 2  # all the words are in one of its names
    ALIKE = 3  # a name is much like it: misspelt, or a part of a word
    ANY = 4  # nothing was typed: everything fits, from A to Z


@dataclass(frozen=True, slots=True)
class Sought:
    """All that must hold. `text` and `words` are folded; `numbers` are what `text` may be, `only` those asked for."""

    on: date
    text: str | None = None
    words: tuple[str, ...] = ()
    alike: str = ""
    numbers: tuple[OrgId, ...] = ()
    only: tuple[OrgId, ...] | None = None
    of_class: str | None = None
    area: str | None = None
    register: str | None = None
    role: Role | None = None
    standing: Standing | None = None

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Where to look, in order."""
        if self.text is None:
            return (Tier.ANY,)
        numbered = (Tier.NUMBERED,) if self.numbers else ()
        words = (Tier.WORDS,) if self.words else ()
        return (*numbered, Tier.BEGINS, *words, *((Tier.ALIKE,) if self.alike else ()))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands among all that fits: what a cursor holds. `id` is None for a row of the mirror."""

    tier: Tier
    rank: int
    search_name: str
    scheme: str
    number: str
    register: str
    id: UUID | None

    @classmethod
    def read(cls, key: Sequence[str]) -> Self:
        """What `key` wrote."""
        tier, rank, name, scheme, number, register, id_ = key
        return cls(Tier(int(tier)), int(rank), name, scheme, number, register, UUID(id_) if id_ else None)

    @property
    def key(self) -> list[str]:
        """As text."""
        named = (self.search_name, self.scheme, self.number, self.register)
        return [str(int(self.tier)), str(self.rank), *named, str(self.id or "")]


@dataclass(frozen=True, slots=True)
class Mark:
    """A matched word in a name: from this character to before that one."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An organisation, or a body of the mirror that nobody has adopted."""

    place: Place
    organisation_id: UUID | None
    name: str
    org_ids: tuple[OrgId, ...]
    other_names: tuple[str, ...]
    matched_name: str
    marks: tuple[Mark, ...]
    classes: tuple[str, ...]
    roles: tuple[Role, ...]
    standing: Standing
    kind: str | None
    postcode: str | None
    areas: tuple[str, ...]

    @property
    def registers(self) -> tuple[str, ...]:
        """The codes of the registers that have it."""
        return tuple(dict.fromkeys(it.scheme for it in self.org_ids))


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and how many of what was counted have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """By what the search could be narrowed down. `counted` bodies were looked at; `complete`: that is all of them."""

    counted: int
    complete: bool
    values: dict[str, list[Value]]


#: A line of the answer of the database.
Found = Any
