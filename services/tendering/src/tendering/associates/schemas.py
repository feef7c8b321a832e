"""How those whom bids name look on the wire."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.wire import Out
from rulebook.exclusions import Ground
from tendering.associates.domain import Associate, Checked, Matter, Source
from tendering.exclusions.domain import About, Finding


class MatterOut(Out):
    """What is held against an associate: tell the bidder of it by an inquiry on that ground.

    `by_name` says that only the name points to it. `unsettled` says why no award can follow yet.
    """

    organisation_id: UUID | None
    ground: Ground
    is_mandatory: bool
    source: Source
    reference: str
    since: date
    by_name: bool
    inquiry_id: UUID | None
    finding: Finding | None
    unsettled: str | None

    @classmethod
    def of(cls, matter: Matter) -> Self:
        """As it stands now."""
        held, inquiry = matter.held, matter.inquiry
        return cls(
            organisation_id=held.organisation_id,
            ground=held.ground,
            is_mandatory=held.is_mandatory,
            source=held.source,
            reference=held.reference,
            since=held.since,
            by_name=matter.by_name,
            inquiry_id=inquiry.id if inquiry else None,
            finding=inquiry.finding if inquiry else None,
            unsettled=matter.unsettled,
        )


class AssociateOut(Out):
    """Somebody whom a bid names, who took the place of one, and what was found of them."""

    about: About
    name: str
    organisation_id: UUID | None
    matters: list[MatterOut]


class CheckedOut(Out):
    """A bid with everybody whom it names beside its bidder.

    `suspended` are those whom the register has suspended, the bidder among them: it says why, and for how long. That
    alone excludes nobody from a competition that they were in before.
    """

    bid_id: UUID
    bidder_id: UUID
    associates: list[AssociateOut]
    suspended: list[UUID]

    @classmethod
    def of(cls, checked: Checked) -> Self:
        """As it stands now."""
        return cls(
            bid_id=checked.bid_id,
            bidder_id=checked.bidder_id,
            associates=[_told(each, checked) for each in checked.associates],
            suspended=sorted(checked.suspended),
        )


def _told(associate: Associate, checked: Checked) -> AssociateOut:
    matters = [MatterOut.of(each) for each in checked.matters if each.associate == associate]
    return AssociateOut(**vars(associate), matters=matters)
