"""Whom a bid names beside its bidder, and what is held against them. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.names import name_key
from rulebook.exclusions import Ground
from tendering.exclusions.domain import About, Finding, Inquiry


class Source(StrEnum):
    """Where something is held against an organisation: on the debarment list, or found by this authority before."""

    DEBARMENT = "debarment"
    INQUIRY = "inquiry"


@dataclass(frozen=True, kw_only=True)
class Named:
    """An organisation by its name, and by the register where it is said who that is."""

    name: str
    organisation_id: UUID | None

    def may_be(self, other: "Named") -> bool:
        """Whether both are one: by the register, or by their names where one of them has nothing else."""
        if self.organisation_id is not None and other.organisation_id is not None:
            return self.organisation_id == other.organisation_id
        return name_key(self.name) == name_key(other.name)


@dataclass(frozen=True, kw_only=True)
class Associate(Named):
    """A member of the bidder's consortium, an intended sub-contractor, or who takes the place of one."""

    about: About


@dataclass(frozen=True, kw_only=True)
class Held(Named):
    """A ground that holds against an organisation since a day, by a source and its reference there."""

    ground: Ground
    is_mandatory: bool
    source: Source
    reference: str
    since: date


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What is held against an associate, and the inquiry in which the bidder is heard on it, once there is one."""

    associate: Associate
    held: Held
    inquiry: Inquiry | None

    @property
    def by_name(self) -> bool:
        """Whether only the name says that it is the associate: it may be another of that name."""
        return self.associate.organisation_id is None or self.held.organisation_id is None

    @property
    def unsettled(self) -> str | None:
        """Why nothing can be awarded yet; None once it was decided. What was decided counts by itself."""
        about = f"{self.associate.name}: {self.held.ground.words} ({self.held.source}, {self.held.reference})."
        if self.inquiry is None:
            return f"{about} The bidder must be told, heard, and may replace it."
        if self.inquiry.is_open:
            return f"{about} That is not decided yet."
        is_certain = self.held.source is Source.DEBARMENT and self.held.is_mandatory and not self.by_name
        if is_certain and self.inquiry.finding is Finding.CLEARED:
            return f"{about} Whom the list bars on a mandatory ground no authority clears: it is replaced, or applies."
        return None


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One bid, whom it names, and all that is held against them."""

    bid_id: UUID
    bidder_id: UUID
    associates: tuple[Associate, ...]
    matters: tuple[Matter, ...]
    suspended: frozenset[UUID] = frozenset()  # of all these, the bidder too

    @property
    def is_settled(self) -> bool:
        """Whether the bidder was heard on everything."""
        return all(each.unsettled is None for each in self.matters)
