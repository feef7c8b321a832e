"""An import: one file of a register on its way into the mirror, and the account of its rows."""

from dataclasses import astuple, dataclass

from kernel.incoming import IncomingFile, State


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


@dataclass(eq=False, kw_only=True)
class RegisterImport(IncomingFile):
    """One file of a register. `layout` is known once all of it is there."""

    layout: str | None = None
    tally: Tally = Tally()

    @property
    def read(self) -> int:
        """How many records are accounted for."""
        return self.tally.read

    def recognise(self, layout: str) -> None:
        """Its file is all there and of a known layout: it waits for its turn."""
        self.wait()
        self.layout = layout

    def advance(self, tally: Tally) -> None:
        """So many more records are accounted for; reading goes on behind `tally.read` of them."""
        self.state = State.READING
        self.tally += tally
        self.version += 1
