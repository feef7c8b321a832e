"""What every reader gives: publications, and in each the rows as published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A release or a grant as published, or why there is none to read."""

    text: str
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A package, or what stands for one: `envelope` is all it says about itself."""

    envelope: Mapping[str, Any]
    rows: Iterator[Row]

    @property
    def publisher(self) -> str | None:
        """The publisher's name, if the package says it."""
        publisher = self.envelope.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else None
        return name if isinstance(name, str) else None
