"""Another funder's grant, and what had to be mended before it could be kept."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid5

from transparency.imports.domain import NAMES, Sighting


@dataclass(frozen=True, slots=True)
class ForeignGrant:
    """A grant that is valid, if need be after repairs: `text` is what is given back, `original` what was published.

    `modified` is the publisher's word for how recent it is; `content` the same for every spelling of the original.
    """

    id: str
    publisher: str
    modified: str
    funders: tuple[str, ...]
    original: str
    text: str
    content: str
    repairs: tuple[str, ...] = ()
    sightings: tuple[Sighting, ...] = ()

    @property
    def entity(self) -> UUID:
        """Derived from its id."""
        return uuid5(NAMES, self.id)

    @property
    def digest(self) -> str:
        """SHA-256 of the text as published."""
        return sha256(self.original.encode("utf-8", "surrogatepass")).hexdigest()
