"""What is in a feed, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class Kind(StrEnum):
    """The objects that a directory has lists of."""

    SERVICE = "service"
    AT_LOCATION = "service_at_location"
    ORGANISATION = "organization"
    TAXONOMY = "taxonomy"
    TERM = "taxonomy_term"


@dataclass(frozen=True)
class Rejection:
    """An object that was not kept, and why; rows count from 1, in the order of the feed."""

    row: int
    reason: str
    name: str | None = None


@dataclass
class Outcome:
    """Every object read was accepted, unchanged or rejected."""

    accepted: int = 0
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many there were."""
        return self.accepted + self.unchanged + len(self.rejected)


def one_to_one(whole: Mapping[str, Any]) -> Json:
    """An object without its lists, also inside: what the standard's lists show."""
    return {
        name: one_to_one(value) if isinstance(value, Mapping) else value
        for name, value in whole.items()
        if not isinstance(value, list)
    }


def is_summary_of(fields: Mapping[str, Any], whole: Mapping[str, Any]) -> bool:
    """Whether this is an object as a list shows it, and says nothing that the whole one does not."""
    single = one_to_one(whole)
    return fields == one_to_one(fields) and all(name in single and single[name] == it for name, it in fields.items())
