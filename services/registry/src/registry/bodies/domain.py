"""A body as the mirror knows it: its numbers, and the words of every register on each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kernel.orgids import OrgId
from registry.registers.domain import Link, Proved, Standing, is_published


@dataclass(frozen=True, slots=True)
class Word:
    """What one register says of one number, its side tables included."""

    org_id: OrgId
    register: str
    name: str
    standing: Standing
    proves: Proved
    kind: str | None = None
    stated_status: str | None = None
    founded: date | None = None
    ended: date | None = None
    address: str | None = None
    postcode: str | None = None
    area: str | None = None
    website: str | None = None
    other_names: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact that a register proves, and the number under which it may be looked up there."""

    name: str
    value: bool | int | str
    register: str
    org_id: OrgId


@dataclass(frozen=True, slots=True)
class Body:
    """Numbers that are one body. `words` are in the order of numbers and registers."""

    numbers: tuple[OrgId, ...]
    words: tuple[Word, ...]
    links: tuple[Link, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether any register has it among the living, or none says that it ended."""
        standings = {word.standing for word in self.words}
        return Standing.LIVE in standings or Standing.ENDED not in standings

    @property
    def chief(self) -> Word | None:
        """The word to name it by: a live one rather than another, one under a published number rather than not."""
        order = (Standing.LIVE, Standing.UNKNOWN, Standing.ENDED)
        return min(self.words, key=lambda it: (order.index(it.standing), not is_published(it.org_id)), default=None)

    @property
    def published(self) -> tuple[OrgId, ...]:
        """Its numbers that others know, the chief one first, then those that are live."""
        live = {word.org_id for word in self.words if word.standing is Standing.LIVE}
        first = self.chief.org_id if self.chief else None
        return tuple(sorted(filter(is_published, self.numbers), key=lambda it: (it != first, it not in live, it)))
