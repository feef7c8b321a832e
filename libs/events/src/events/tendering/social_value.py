"""What suppliers promised beside a service, and what came of it. The entity is the contract."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class SocialValuePromise(Part):
    """One line of it; numbers are decimals, `direction` is higher_is_better or lower_is_better."""

    reference: str
    unit: str
    weight: str
    promised: str
    direction: str
    due_on: date | None = None


class SocialValuePromised(Event):
    """What the supplier promised, whole, and how much of the charges is held back until it is kept."""

    type: ClassVar[str] = "tendering.social_value.promised.v1"

    notice_id: UUID
    supplier: Party
    promises: list[SocialValuePromise]
    retention: str


class SocialValueDelivered(Event):
    """Somebody who neither pays nor delivers has found that so much was delivered so far."""

    type: ClassVar[str] = "tendering.social_value.delivered.v1"

    notice_id: UUID
    supplier: Party
    promise: SocialValuePromise
    delivered: str


class PromiseKept(Part):
    """How far a promise is kept, as a part of one and not capped; None where nothing was verified or promised."""

    promise: SocialValuePromise
    delivered: str | None
    kept: str | None


class SocialValueReviewed(Event):
    """The balance of a contract: its ratio without netting, what was released for it, what is overdue.

    `trailing_ratio` is the supplier's over all its contracts of late; None without evidence. Its next bid's social
    value may be weighed by it, where the published method says so.
    """

    type: ClassVar[str] = "tendering.social_value.reviewed.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    promises: list[PromiseKept]
    overdue: list[str]
    ratio: str | None
    released: str
    trailing_ratio: str | None


class SocialValueOverdue(Event):
    """The last day of a promise is over, and it is not kept as far as anybody verified. The entity is the contract."""

    type: ClassVar[str] = "tendering.social_value.overdue.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    overdue: PromiseKept
