"""One agreement of several providers and commissioners over the contracts of separate lots."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part, Party


class AlliedParty(Part):
    """A member with the awards that went to it and what they are worth; a commissioner has none."""

    organisation: Party
    role: str  # commissioner, provider
    share: str | None  # an exact fraction of gain and loss, such as 1/3; the providers' make one
    lot_ids: list[UUID]  # on which it works
    award_ids: list[UUID]
    value: str


class AwardedAlliance(Part):
    """An alliance as it was awarded, whole. `value` is that of all its awards."""

    alliance_award_id: UUID
    notice_id: UUID
    title: str
    buyer: Party
    outcomes: list[str]
    starts_on: date
    ends_on: date
    members: list[AlliedParty]
    value: str

    def ids(self) -> frozenset[UUID]:
        """The organisations in it."""
        return frozenset(each.organisation.id for each in self.members)


class AllianceProposed(Event):
    """A buyer proposes an alliance, which its members hear of. The entity is the alliance, in all three."""

    type: ClassVar[str] = "tendering.alliance.proposed.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    alliance: AwardedAlliance

    def parties(self) -> frozenset[UUID]:
        return self.alliance.ids()


class AllianceAwarded(Event):
    """Every member has agreed: the alliance stands."""

    type: ClassVar[str] = "tendering.alliance.awarded.v1"

    alliance: AwardedAlliance


class AllianceDeclined(Event):
    """One member has declined, so there is no alliance."""

    type: ClassVar[str] = "tendering.alliance.declined.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    alliance: AwardedAlliance
    by: Party
    reason: str

    def parties(self) -> frozenset[UUID]:
        return self.alliance.ids()
