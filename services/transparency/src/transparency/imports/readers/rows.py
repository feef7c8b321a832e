"""What every reader gives: publications, and in each the rows as published."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kernel.json_text import Unreadable


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


def publications_in(lines: Iterable[str], publication: Callable[[str], Publication]) -> Iterator[Publication]:
    """The publications of a file: JSON Lines if its first line is a whole JSON value, else one JSON text.

    A line that is not JSON is a row with that fault; a file that is not, raises Unreadable.
    """
    reading = iter(lines)
    first = next((line for line in reading if line.strip()), "")
    try:
        yield publication(first)
    except Unreadable:
        yield publication("".join([first, *reading]))
        return
    for line in reading:
        if line.strip():
            try:
                yield publication(line)
            except Unreadable as error:
                yield Publication({}, iter([Row(line, str(error))]))
