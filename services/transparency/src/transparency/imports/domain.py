"""What any import brings: sightings of organisations, and an account of every row."""

from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID, uuid5

#: Entities of imports are named, not numbered: the same file always means the same entities.
NAMES = UUID("6d1f5c0e-5f0b-5d55-9b3a-0c7a1f0e3a10")


class Unfit(ValueError):
    """A row that cannot be kept; the sentence goes back to whoever sent it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A postal address as published; `country` is ISO 3166-1 alpha-2."""

    street: str | None
    locality: str | None
    region: str | None
    postcode: str | None
    country: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """An organisation that a file names. Never a person: contact points stay in the file."""

    name: str
    org_ids: tuple[str, ...]
    roles: tuple[str, ...]
    source: str
    place: Place | None = None

    @property
    def entity(self) -> UUID:
        """By its first org-id, wherever it is sighted; without one by name and postcode, within its source."""
        postcode = (self.place.postcode or "") if self.place else ""
        unnumbered = f"{self.source}\n{self.name.casefold()}\n{postcode.replace(' ', '').upper()}"
        return uuid5(NAMES, self.org_ids[0] if self.org_ids else unnumbered)

    @property
    def digest(self) -> str:
        """Changes when the sighting says something new."""
        return sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not kept, and why."""

    row: int
    reason: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A row that is kept although something about it is odd."""

    row: int
    name: str
    notes: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """What became of the rows of one import: every row read was accepted, unchanged or rejected."""

    accepted: int = 0
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows there were."""
        return self.accepted + self.unchanged + len(self.rejected)
