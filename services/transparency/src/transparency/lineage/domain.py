"""A tree of owners, growing upwards from one organisation, and a drawing of it. Pure: no database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Holder:
    """A body in the tree. `holds` are its interests in the body below; the organisation itself holds nothing there."""

    id: UUID
    name: str
    place: str  # the country's name; empty where nobody has said it
    listed: bool  # whether it has a page here
    holds: Sequence[str]
    sources: Sequence[str]
    above: Sequence["Holder"] = ()
    top: str = ""  # why the tree goes no further, where that is worth saying

    @property
    def storeys(self) -> int:
        """How many bodies stand on one another, this one counted."""
        return 1 + max((each.storeys for each in self.above), default=0)

    @property
    def width(self) -> int:
        """How many bodies stand side by side where the tree is widest."""
        return max(1, sum(each.width for each in self.above))


@dataclass(frozen=True, slots=True)
class Box:
    """A body as it is drawn. Each line of text has its own place below the top left corner."""

    x: int
    y: int
    width: int
    height: int
    name: Sequence[str]
    said: Sequence[str]
    kind: str  # self, home, overseas, unknown


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture in units of one pixel at its natural size. `strokes` are SVG paths."""

    width: int
    height: int
    boxes: Sequence[Box]
    strokes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who controls an organisation: a sentence, the tree, its drawing for a wide and for a narrow screen."""

    sentence: str
    tree: Holder
    wide: Drawing
    narrow: Drawing
    told: str  # the drawing in a sentence, for those who listen
    holdings: Sequence[Holder]  # what it owns itself
