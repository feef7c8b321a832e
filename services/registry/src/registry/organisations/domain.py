"""What the register says of an organisation, and whose word it takes. Pure: no database, no clock, no wire."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.errors import Forbidden, NotFound, RuleBroken
from kernel.orgids import OrgId
from registry.particulars.domain import (
    Address,
    Contact,
    Member,
    NameKind,
    OtherName,
    Particulars,
    Role,
    Site,
    folded,
)
from registry.particulars.rules.legal_forms import words_of


class Status(StrEnum):
    ACTIVE = "active"
    DISSOLVED = "dissolved"
    REMOVED = "removed"  # from its register; it may still exist
    MERGED = "merged"
    SUSPENDED = "suspended"  # for a time, by a registrar's decision: see the slice `suspensions`


@dataclass(frozen=True)
class Successor:
    """The body that took over, and the first day on which it had."""

    organisation: UUID
    on: date


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
    other_names: tuple[OtherName, ...] = ()
    sites: tuple[Site, ...] = ()
    contacts: tuple[Contact, ...] = ()
    members: tuple[Member, ...] = ()
    identifiers: list[Identifier] = field(default_factory=list)
    status: Status = Status.ACTIVE
    status_since: date | None = None
    merged_into: UUID | None = None
    successors: tuple[Successor, ...] = ()
    verified: bool = False
    version: int = 1
    search_name: str = field(init=False, repr=False)
    search_other_names: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.call(self.name, self.other_names)

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
    def legal_form_words(self) -> str | None:
        """The legal form as people read it; None for one that the register does not know."""
        return words_of(self.legal_form)

    @property
    def particulars(self) -> Particulars:
        """All that is said of it now."""
        return Particulars(
            self.name,
            self.org_ids,
            self.legal_form,
            frozenset(self.roles),
            self.address,
            self.website,
            self.other_names,
            self.sites,
            self.contacts,
            self.members,
        )

    def restate(self, said: Particulars, speaker: Speaker, today: date) -> bool:
        """Say it anew, whole. Returns whether anything changed.

        The record stands on the word of whoever said its name, legal form and numbers. Verified were these: when the
        organisation itself changes one of them, the verification falls. A name that changes stays, among the former.
        """
        if self.merged_into is not None:
            raise RuleBroken(f"It is merged into {self.merged_into}: change that record, or part the two.")
        if self.status is not Status.ACTIVE and not speaker.registrar:
            raise RuleBroken(f"The register has it as {self.status}: only a registrar changes its record.")
        before, said = self.particulars, self._completed(said, speaker, today)
        if said == before:
            return False
        if not said.identifies_like(before):
            self.source = speaker.source
            self.verified = self.verified and speaker.registrar
        self._take(said, speaker.source)
        self.version += 1
        return True

    def verify(self, register: str, status: Status, speaker: Speaker, since: date | None = None) -> bool:
        """A registrar has looked it up in `register` (such as GB-CHC). Returns whether that changed anything.

        `since` is the day from which the register has it so; left out, a status that stays keeps its day.
        """
        speaker.must_judge(self.id)
        if self.merged_into is not None and status is not Status.MERGED:
            raise RuleBroken(f"It is merged into {self.merged_into}: part the two first.")
        if Status.SUSPENDED in {status, self.status} and status in {Status.ACTIVE, Status.SUSPENDED}:
            raise RuleBroken("A suspension is announced, decided and lifted as one, and not by a verification.")
        since = self.status_since if since is None and status is self.status else since
        source = f"registrar:{register}"
        if (self.verified, self.status, self.source, self.status_since) == (True, status, source, since):
            return False
        self.verified, self.status, self.source, self.status_since = True, status, source, since
        self.version += 1
        return True

    def be_succeeded(self, successors: Iterable[Successor]) -> None:
        """Others have taken over: it ended on the first day on which they had, unless it had ended before."""
        self.successors = tuple(dict.fromkeys((*self.successors, *successors)))
        if self.status in {Status.ACTIVE, Status.SUSPENDED}:
            self.status, self.status_since = Status.DISSOLVED, min(it.on for it in self.successors)
        self.version += 1

    def sight(self, org_ids: Iterable[OrgId], roles: Iterable[Role], *, source: str, registers: bool = False) -> bool:
        """Take from another's publication what is missing. Returns whether anything was.

        It changes no name and no address, and adds no number to a verified record: only `registers` do.
        """
        unknown = tuple(it for it in org_ids if it not in self.org_ids and (registers or not self.verified))
        every_role = frozenset(self.roles).union(roles)
        if not unknown and every_role == frozenset(self.roles):
            return False
        self._identify((*self.org_ids, *unknown), source)
        self.roles = tuple(sorted(every_role))
        self.version += 1
        return True

    def call(self, name: str, other_names: Iterable[OtherName]) -> None:
        """Its name from now on, and those beside it, each once and none the same as the name."""
        self.name, self.search_name = name, folded(name)
        self.other_names = tuple(dict.fromkeys(it for it in other_names if it.name != name))
        self.search_other_names = " | ".join(dict.fromkeys(folded(it.name) for it in self.other_names))

    def _completed(self, said: Particulars, speaker: Speaker, today: date) -> Particulars:
        """With what is left out as it stands, and with the former names, which only a registrar takes out."""
        names = self.other_names if said.other_names is None else said.other_names
        if not speaker.registrar:
            names = (*names, *(it for it in self.other_names if it.kind is NameKind.FORMER and it not in names))
        if folded(said.name) != self.search_name and folded(self.name) not in {folded(it.name) for it in names}:
            since = max((it.until for it in names if it.kind is NameKind.FORMER and it.until), default=None)
            names = (*names, OtherName(self.name, NameKind.FORMER, since, today))
        return replace(
            said,
            other_names=tuple(dict.fromkeys(it for it in names if it.name != said.name)),
            sites=self.sites if said.sites is None else said.sites,
            contacts=self.contacts if said.contacts is None else said.contacts,
            members=self.members if said.members is None else said.members,
        )

    def _take(self, said: Particulars, source: str) -> None:
        self.call(said.name, self.other_names if said.other_names is None else said.other_names)
        self.legal_form = said.legal_form
        self.roles = tuple(sorted(said.roles))
        self.address, self.website = said.address, said.website
        self.sites = self.sites if said.sites is None else said.sites
        self.contacts = self.contacts if said.contacts is None else said.contacts
        self.members = self.members if said.members is None else said.members
        self._identify(said.org_ids, source)

    def _identify(self, org_ids: tuple[OrgId, ...], source: str) -> None:
        """A number that stays keeps its record and its first source."""
        known = {it.org_id: it for it in self.identifiers}
        self.identifiers = [known.get(it) or Identifier(it, source, 0) for it in org_ids]
        for rank, identifier in enumerate(self.identifiers):
            identifier.rank = rank
