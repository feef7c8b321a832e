"""Who works on contracts, and what is bought for them, in an area. The entity is the contract."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Party


class LocalReturned(Event):
    """The supplier has said how many of a contract's staff are local, and what it bought; parts are of the whole.

    Figures of staff are None where so few are counted that they would tell of people; of purchases where nothing is
    said.
    """

    type: ClassVar[str] = "tendering.local.returned.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    area: str  # an ITL region or an area of the GSS
    first: date
    last: date
    staff: int | None
    local_staff: int | None
    purchases: str | None
    local_purchases: str | None
    social_enterprise_purchases: str | None
