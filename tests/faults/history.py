"""What clients saw: every command, each answer it got, and the effects it must have had once it was acknowledged."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from commonweal.files import write_whole


class Effect(NamedTuple):
    """So many rows of a service's table, or events of a type, whose fields have these values.

    `fields` are dotted paths, several of them separated by commas: `grant.payments.-1.amount`.
    """

    service: str
    name: str
    fields: str
    values: tuple[str, ...]
    times: int = 1


@dataclass
class Done:
    """One command from its first attempt to its last. `heard` holds a status, or what broke, for each attempt."""

    number: int
    kind: str
    service: str
    heard: list[int | str]
    acknowledged: bool
    refusal: str | None
    effects: Sequence[Effect]
    began: float
    ended: float


@dataclass
class History:
    """Kept in memory for the judge, and in a file for whoever looks into a failure."""

    path: Path
    seed: int
    revision: str
    done: list[Done] = field(default_factory=list)
    blows: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.began = time.monotonic()
        write_whole(self.path, {"seed": self.seed, "revision": self.revision})

    def now(self) -> float:
        """Seconds since the run began."""
        return round(time.monotonic() - self.began, 3)

    def tell(self, done: Done) -> None:
        """A command has ended."""
        self.done.append(done)
        self.write({"command": asdict(done)})

    def strike(self, blow: str, **told: Any) -> None:
        """A fault was injected."""
        self.blows[blow] += 1
        self.write({"fault": blow, "at": self.now(), **told})

    def write(self, line: dict[str, Any]) -> None:
        """One more line."""
        with self.path.open("a") as file:
            file.write(json.dumps(line, default=str) + "\n")

    @property
    def acknowledged(self) -> int:
        """Commands that were answered for good, as they had to be."""
        return sum(done.acknowledged for done in self.done)
