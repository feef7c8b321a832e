"""Interests in organisations, as the law of companies knows them. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Self
from uuid import UUID, uuid5

from kernel.errors import Forbidden, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.orgids import OrgId
from kernel.periods import DatePeriod
from registry.organisations.domain import Speaker

#: Parties that have a number in a register are named by it, so that whoever states them states the same one.
NAMES = UUID("5b0e7a4c-5b52-5d0a-8c7f-2f6f0b7a9c11")
ALWAYS = date.min  # the first day of an interest that nobody knows the beginning of


class Kind(StrEnum):
    """What somebody holds. A parent is declared as such; a joint venture's owners hold all of it between them."""

    SHAREHOLDING = "shareholding"
    VOTING_RIGHTS = "voting_rights"
    APPOINTMENT_OF_BOARD = "appointment_of_board"
    OTHER_INFLUENCE = "other_influence"
    PARENT = "parent"
    JOINT_VENTURE = "joint_venture"


class BodyType(StrEnum):
    """Who may hold an interest, or be held. Only an organisation has a record in the register."""

    ORGANISATION = "organisation"
    ENTITY = "entity"  # a body outside the register, such as a parent overseas
    UNKNOWN_ENTITY = "unknown_entity"  # nobody knows who
    ANONYMOUS_ENTITY = "anonymous_entity"  # it is known, and the law lets it be withheld
    PERSON = "person"  # a natural person, as far as the law publishes one


#: Bodies that can stand at the top of a group.
BODIES = frozenset({BodyType.ORGANISATION, BodyType.ENTITY})


class CircularOwnership(RuleBroken):
    """An organisation would own a part of itself, by way of those the sentence names."""


class MoreThanAll(RuleBroken):
    """The shares of one kind would add up to more than the whole."""


class NotTheWhole(RuleBroken):
    """The owners of a joint venture would not hold exactly all of it between them."""


class StatedTwice(RuleBroken):
    """The same owner's interest of the same kind would be stated twice for one day."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole, exact or a range; the ends of a range belong to it unless they are exclusive."""

    minimum: Fraction
    maximum: Fraction
    exclusive_minimum: bool = False
    exclusive_maximum: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.minimum <= self.maximum <= 1:
            raise ValueError("A share is between none and the whole, and its least is not more than its most.")
        if self.minimum == self.maximum and (self.exclusive_minimum or self.exclusive_maximum):
            raise ValueError("A range whose ends are the same and excluded holds nothing.")

    @classmethod
    def of(cls, exact: Fraction) -> Self:
        """Exactly so much."""
        return cls(exact, exact)

    @property
    def exact(self) -> Fraction | None:
        """How much, where that is known."""
        return self.minimum if self.minimum == self.maximum else None

    def is_over(self, part: Fraction) -> bool:
        """Whether it certainly is more than `part`."""
        return self.minimum > part or (self.minimum == part and self.exclusive_minimum)


@dataclass(frozen=True, slots=True)
class Body:
    """Whoever stands in a tree of owners. `country` is ISO 3166-1 alpha-2; None where nobody has said it."""

    id: UUID
    type: BodyType
    name: str | None = None
    country: str | None = None


@dataclass(eq=False)
class Party:
    """An owner without a record in the register. Of a person only what the law publishes, and never in an event."""

    id: UUID
    type: BodyType
    name: str | None = None
    country: str | None = None  # of a person: where they usually live
    org_id: OrgId | None = None
    nationality: str | None = None
    born: str | None = None  # year and month, as published: 1975-01
    reason: str | None = None  # why it is unknown or withheld

    @classmethod
    def described(cls, type_: BodyType, *, org_id: OrgId | None = None, **described: str | None) -> Self:
        """A party with a number is the same one whoever describes it; one without is another each time."""
        return cls(new_id() if org_id is None else party_of(org_id), type_, org_id=org_id, **described)

    @property
    def body(self) -> Body:
        return Body(self.id, self.type, self.name, self.country)


def party_of(org_id: OrgId) -> UUID:
    """The party that bears this number."""
    return uuid5(NAMES, str(org_id))


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said of one interest, whole, and where it was read."""

    owner_id: UUID
    kind: Kind
    share: Share | None
    starts_on: date | None
    ceased_on: date | None  # the first day on which it is no longer held
    source: str  # the register or the document
    reference: str | None
    retrieved_on: date

    def must_be_sound(self, *, today: date) -> None:
        """Raise Unacceptable, with its place, for days that have not come and terms that contradict themselves."""
        for name in ("starts_on", "ceased_on", "retrieved_on"):
            day = getattr(self, name)
            if day is not None and day > today:
                raise Unacceptable(f"/{name}", f"{day} has not come yet: only what is so already can be stated.")
        if self.starts_on and self.ceased_on and self.ceased_on <= self.starts_on:
            raise Unacceptable("/ceased_on", "An interest ceases on a later day than it begins.")
        if self.kind is Kind.PARENT and self.share is not None:
            raise Unacceptable("/share", "A parent is declared without a share; state its shareholding beside it.")
        if self.kind is Kind.JOINT_VENTURE and (self.share is None or not self.share.exact):
            raise Unacceptable("/share", "An owner of a joint venture holds an exact part of it, more than none.")

    @property
    def period(self) -> DatePeriod:
        """The days on which it is held."""
        first = self.starts_on or ALWAYS
        return DatePeriod(first, self.ceased_on and max(first, self.ceased_on - timedelta(days=1)))


@dataclass(eq=False)
class Interest:
    """One owner's interest of one kind in one body, as its `version` says it. A former version stays, superseded."""

    id: UUID
    version: int
    subject_id: UUID
    terms: Terms
    stated_by: str  # self, registrar, bods:<publisher>
    stated_at: datetime
    reason: str | None = None  # why the version before was wrong, or is no longer so
    withdrawn: bool = False
    current: bool = True
    declared_in: UUID | None = None  # the record of another publisher that tells of it

    @classmethod
    def state(cls, subject_id: UUID, terms: Terms, speaker: Speaker, *, now: datetime) -> Self:
        """The first version."""
        return cls(new_id(), 1, subject_id, terms, speaker.source, now)

    def correct(self, terms: Terms, reason: str, speaker: Speaker, *, now: datetime) -> "Interest":
        """The version that follows. Whose interest it is, and of what kind, does not change: withdraw it instead."""
        self._must_be_corrected_by(speaker)
        if (terms.owner_id, terms.kind) != (self.terms.owner_id, self.terms.kind):
            raise RuleBroken("Another owner or another kind is another interest: withdraw this one and state that.")
        return self._followed(terms, reason, speaker, now)

    def withdraw(self, reason: str, speaker: Speaker, *, now: datetime) -> "Interest":
        """It was never so. This is the last that is said of it."""
        self._must_be_corrected_by(speaker)
        return replace(self._followed(self.terms, reason, speaker, now), withdrawn=True)

    def _must_be_corrected_by(self, speaker: Speaker) -> None:
        if self.withdrawn:
            raise RuleBroken("It was withdrawn; state the interest anew.")
        if self.stated_by != "self" and not speaker.registrar:
            raise Forbidden("What a registrar or a register stated is corrected by a registrar.")

    def _followed(self, terms: Terms, reason: str, speaker: Speaker, now: datetime) -> "Interest":
        self.current = False
        return Interest(self.id, self.version + 1, self.subject_id, terms, speaker.source, now, reason)

    @property
    def owner_id(self) -> UUID:
        return self.terms.owner_id

    @property
    def kind(self) -> Kind:
        return self.terms.kind
