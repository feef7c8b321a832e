"""Another portal's release, as it is kept."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid5

from transparency.imports.domain import NAMES, Sighting


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
