"""What the register says of an organisation, and whose word it takes. Pure: no database, no clock, no wire."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.errors import Forbidden, NotFound, RuleBroken
from kernel.orgids import OrgId

LONGEST_FOLDED = 200  # letters such as U+FDFA unfold into eighteen; an index entry has room for some 2,700 bytes
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class Role(StrEnum):
    BUYER = "buyer"
    FUNDER = "funder"
    PROVIDER = "provider"


class Status(StrEnum):
    ACTIVE = "active"
    DISSOLVED = "dissolved"
    MERGED = "merged"


def folded(name: str) -> str:
    """A name as search sees it: no case, no accents, no punctuation. A name of nothing else is only lower-cased."""
    letters = (it for it in unicodedata.normalize("NFKD", name) if not unicodedata.combining(it))
    words = _BETWEEN_WORDS.sub(" ", "".join(letters).casefold()).strip()
    return (words or name.casefold())[:LONGEST_FOLDED]


@dataclass(frozen=True)
class Address:
    """`region` is an ITL code, `country` ISO 3166-1 alpha-2."""

    street: str | None = None
    locality: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str = "GB"


@dataclass(frozen=True)
class Particulars:
    """What is said of an organisation, whole. The first org-id is the one to publish under."""

    name: str
    org_ids: tuple[OrgId, ...] = ()
    legal_form: str | None = None
    roles: frozenset[Role] = frozenset()
    address: Address | None = None
    website: str | None = None

    def identifies_like(self, other: "Particulars") -> bool:
        """Whether both name the same legal person; the rest is only how to reach it and what it does."""
        return (self.name, self.org_ids, self.legal_form) == (other.name, other.org_ids, other.legal_form)


@dataclass(frozen=True)
class Speaker:
    """Who says something of an organisation: a client that acts for one, or a registrar."""

    organisation: UUID | None
    registrar: bool = False

    @property
    def source(self) -> str:
        return "registrar" if self.registrar else "self"

    def must_speak_for(self, organisation: UUID) -> None:
        """Another organisation's record reads as not found."""
        if not self.registrar and self.organisation != organisation:
            raise NotFound(f"There is no organisation {organisation}.")

    def must_judge(self, organisation: UUID) -> None:
        """A registrar checks records against the registers, but nobody vouches for the organisation they act for."""
        if not self.registrar:
            raise Forbidden("Only a registrar verifies an organisation.")
        if self.organisation == organisation:
            raise Forbidden("A registrar does not verify the organisation that they act for.")


@dataclass(eq=False)
class Identifier:
    """An organisation's number in a register, and who says so. Rank 0 is the one to publish under."""

    org_id: OrgId
    source: str
    rank: int


@dataclass(eq=False)
class Organisation:
    id: UUID
    name: str
    source: str  # on whose word: self, registrar, registrar:<register>, ocds:<publisher>, 360giving:<publisher>
    legal_form: str | None = None
    roles: tuple[Role, ...] = ()
    address: Address | None = None
    website: str | None = None
    identifiers: list[Identifier] = field(default_factory=list)
    status: Status = Status.ACTIVE
    verified: bool = False
    version: int = 1
    search_name: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.search_name = folded(self.name)

    @classmethod
    def register(cls, organisation_id: UUID, said: Particulars, *, source: str) -> Self:
        """A place in the register, on the word of `source` and not yet verified."""
        organisation = cls(organisation_id, said.name, source)
        organisation._take(said, source)
        return organisation

    @property
    def org_ids(self) -> tuple[OrgId, ...]:
        return tuple(it.org_id for it in self.identifiers)

    @property
    def particulars(self) -> Particulars:
        return Particulars(self.name, self.org_ids, self.legal_form, frozenset(self.roles), self.address, self.website)

    def restate(self, said: Particulars, speaker: Speaker) -> bool:
        """Say it anew, whole. Returns whether anything changed.

        The record stands on the word of whoever said its name, legal form and numbers. Verified were these: when the
        organisation itself changes one of them, the verification falls.
        """
        if self.status is not Status.ACTIVE and not speaker.registrar:
            raise RuleBroken(f"The register has it as {self.status}: only a registrar changes its record.")
        before = self.particulars
        if said == before:
            return False
        if not said.identifies_like(before):
            self.source = speaker.source
            self.verified = self.verified and speaker.registrar
        self._take(said, speaker.source)
        self.version += 1
        return True

    def verify(self, register: str, status: Status, speaker: Speaker) -> bool:
        """A registrar has looked it up in `register` (such as GB-CHC). Returns whether that changed anything."""
        speaker.must_judge(self.id)
        source = f"registrar:{register}"
        if (self.verified, self.status, self.source) == (True, status, source):
            return False
        self.verified, self.status, self.source = True, status, source
        self.version += 1
        return True

    def sight(self, org_ids: Iterable[OrgId], roles: Iterable[Role], *, source: str) -> bool:
        """Take from another's publication what is missing. Returns whether anything was.

        It changes no name and no address, and adds no number to a verified record: a file is not a registrar.
        """
        unknown = () if self.verified else tuple(it for it in org_ids if it not in self.org_ids)
        every_role = frozenset(self.roles).union(roles)
        if not unknown and every_role == frozenset(self.roles):
            return False
        self._identify((*self.org_ids, *unknown), source)
        self.roles = tuple(sorted(every_role))
        self.version += 1
        return True

    def _take(self, said: Particulars, source: str) -> None:
        self.name, self.search_name = said.name, folded(said.name)
        self.legal_form = said.legal_form
        self.roles = tuple(sorted(said.roles))
        self.address, self.website = said.address, said.website
        self._identify(said.org_ids, source)

    def _identify(self, org_ids: tuple[OrgId, ...], source: str) -> None:
        """A number that stays keeps its record and its first source."""
        known = {it.org_id: it for it in self.identifiers}
        self.identifiers = [known.get(it) or Identifier(it, source, 0) for it in org_ids]
        for rank, identifier in enumerate(self.identifiers):
            identifier.rank = rank
