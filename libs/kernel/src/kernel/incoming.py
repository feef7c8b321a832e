"""A large file on its way in: announced, sent in parts, read in the background, every record of it accounted for."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken

#: A file comes in parts of this size, in bytes; only the last may be smaller. A reader then knows where each one lies.
PART = 8 * 1024 * 1024
#: The whole register of companies is half a gigabyte, zipped.
LARGEST_FILE = 4 * 1024 * 1024 * 1024


class Unreadable(Exception):
    """A file ends or breaks where nothing after it can be understood; the sentence is for who sent it."""


class State(StrEnum):
    """Where a file is."""

    ANNOUNCED = "announced"  # its parts are coming in
    WAITING = "waiting"  # it is all there
    READING = "reading"
    DONE = "done"
    FAILED = "failed"  # `trouble` says why; what was read before that stays, and is counted


@dataclass(eq=False, kw_only=True)
class IncomingFile(ABC):
    """One file. `digest` is its SHA-256 as announced. A service's own adds the account of its records."""

    id: UUID
    filename: str
    size: int
    digest: str
    by: str
    announced_at: datetime
    state: State = State.ANNOUNCED
    trouble: str | None = None
    finished_at: datetime | None = None
    version: int = 1

    @property
    @abstractmethod
    def read(self) -> int:
        """How many records are accounted for: after a kill, reading goes on behind them."""

    @property
    def sha256(self) -> str:
        """The digest, by the name of what it is."""
        return self.digest

    @property
    def parts(self) -> int:
        """How many parts make the file."""
        return -(-self.size // PART)

    def size_of_part(self, number: int) -> int:
        """In bytes; parts count from 0. Raises RuleBroken for a part that this file has not."""
        if not 0 <= number < self.parts:
            raise RuleBroken(f"A file of {self.size} bytes has the parts 0 to {self.parts - 1}.")
        return min(PART, self.size - number * PART)

    def must_be(self, *states: State) -> None:
        """Raises RuleBroken."""
        if self.state not in states:
            raise RuleBroken(f"The import is {self.state}.")

    def wait(self) -> None:
        """All of it is there, and waits for its turn."""
        self.must_be(State.ANNOUNCED)
        self.state = State.WAITING
        self.version += 1

    def finish(self, now: datetime, trouble: str | None = None) -> None:
        """Nothing more will be read of it."""
        self.state = State.FAILED if trouble else State.DONE
        self.trouble, self.finished_at = trouble, now
        self.version += 1
