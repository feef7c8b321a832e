"""What events tell of owners and of who stands above whom."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Part


class BodyTold(Part):
    """Whoever stands in a tree of owners. A natural person is never named."""

    id: UUID
    type: str  # organisation, entity, unknown_entity, anonymous_entity, person
    name: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2; None where nobody has said it


class InterestTold(Part):
    """What one owner holds of one kind. Shares are exact fractions of the whole, such as 1/3."""

    id: UUID
    owner: BodyTold
    kind: str  # shareholding, voting_rights, appointment_of_board, other_influence, parent, joint_venture
    minimum: str | None = None
    maximum: str | None = None
    exclusive_minimum: bool = False
    exclusive_maximum: bool = False
    starts_on: date | None = None
    ceased_on: date | None = None  # the first day on which it is no longer held
    source: str
    reference: str | None = None
    retrieved_on: date
    stated_by: str  # self, registrar, bods:<publisher>


class AttributionTold(Part):
    """The part of an organisation's money that is a group's."""

    group_id: UUID
    share: str


class PositionTold(Part):
    """Who stood above an organisation from `first` (None: as far as anybody knows) to `last` (None: until now)."""

    first: date | None = None
    last: date | None = None
    group: BodyTold
    controller: BodyTold  # the ultimate one; the organisation itself if nobody controls it
    attribution: list[AttributionTold]  # adds up to exactly 1


class OwnershipStated(Event):
    """Who owns and controls an organisation is now known to be this, whole; `positions` has no gaps and no overlaps.

    The entity is the organisation. Told of every organisation below the one of which something was stated, whenever
    its own positions change.
    """

    type: ClassVar[str] = "registry.ownership.stated.v1"

    organisation_id: UUID
    as_of: date
    interests: list[InterestTold] = []
    positions: list[PositionTold]
