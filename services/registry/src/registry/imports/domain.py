"""An import: one file of a register on its way into the mirror, and the account of its rows."""

from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken

#: A file comes in parts of this size, in bytes; only the last may be smaller. A reader then knows where each one lies.
PART = 8 * 1024 * 1024
#: The whole register of companies is half a gigabyte, zipped.
LARGEST_FILE = 4 * 1024 * 1024 * 1024


class State(StrEnum):
    """Where an import is."""

    ANNOUNCED = "announced"  # its parts are coming in
    WAITING = "waiting"  # it is all there, and its layout is known
    READING = "reading"
    DONE = "done"
    FAILED = "failed"  # `trouble` says why; what was read before that stays, and is counted


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the records so far: read = accepted + merged + rejected."""

    accepted: int = 0
    merged: int = 0  # it speaks of a body that the mirror knew already, by the same number or through a link
    rejected: int = 0
    unchanged: int = 0  # of those accepted or merged: nothing had to be written
    repeated: int = 0  # of those merged: the file speaks of the same number more than once, and the later row stands

    @property
    def read(self) -> int:
        """How many records there were."""
        return self.accepted + self.merged + self.rejected

    def __add__(self, other: "Tally") -> "Tally":
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Tally(*(mine + theirs for mine, theirs in pairs))


@dataclass(eq=False)
class RegisterImport:
    """One file. `digest` is its SHA-256 as announced; `layout` is known once all of it is there."""

    id: UUID
    filename: str
    size: int
    digest: str
    by: str
    announced_at: datetime
    state: State = State.ANNOUNCED
    layout: str | None = None
    tally: Tally = Tally()
    trouble: str | None = None
    finished_at: datetime | None = None
    version: int = 1

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

    def recognise(self, layout: str) -> None:
        """Its file is all there and of a known layout: it waits for its turn."""
        self.must_be(State.ANNOUNCED)
        self.layout, self.state = layout, State.WAITING
        self.version += 1

    def advance(self, tally: Tally) -> None:
        """So many more records are accounted for; reading goes on behind `tally.read` of them."""
        self.state = State.READING
        self.tally += tally
        self.version += 1

    def finish(self, now: datetime, trouble: str | None = None) -> None:
        """Nothing more will be read of it."""
        self.state = State.FAILED if trouble else State.DONE
        self.trouble, self.finished_at = trouble, now
        self.version += 1
