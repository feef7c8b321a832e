"""What an import brings: releases fit to be kept, with what is odd about them, and sightings of organisations."""

from dataclasses import dataclass, field
from datetime import datetime
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
    """An organisation that a file names. Never a person: contact points stay in the release."""

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
class ForeignRelease:
    """Another portal's release: its text as published, and what must be known of it to find and merge it.

    `content` is the same for every spelling of the same JSON. `notes` say what is odd about it.
    """

    ocid: str
    id: str
    date: datetime
    publisher: str
    tags: tuple[str, ...]
    buyers: tuple[str, ...]
    text: str
    content: str
    sightings: tuple[Sighting, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What people call it by."""
        return f"{self.ocid} {self.id}"

    @property
    def entity(self) -> UUID:
        """Derived from its ocid and id."""
        return uuid5(NAMES, f"{self.ocid}\n{self.id}")

    @property
    def digest(self) -> str:
        """SHA-256 of the text as published."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


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
