"""Promises and deliveries. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from kernel.errors import Forbidden, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money
from tendering.performance.domain import Direction


@dataclass(eq=False, kw_only=True)
class Delivery:
    """What the supplier says it has delivered so far of one promise, and what somebody else found.

    Only what was verified counts, and of several the latest.
    """

    id: UUID = field(default_factory=new_id)
    promise_id: UUID
    reported: Decimal
    evidence: str
    reported_at: datetime
    verified: Decimal | None = None
    verified_by: str | None = None
    verified_at: datetime | None = None

    def verify(
        self, found: Decimal, *, by: str, organisation: UUID | None, parties: frozenset[UUID], now: datetime
    ) -> None:
        """What somebody found who neither pays for it nor delivers it. Raises Forbidden for one of those."""
        if organisation in parties:
            raise Forbidden("Neither who pays nor who delivers can verify what was delivered.")
        if self.verified_at is not None:
            raise RuleBroken("This was verified; what is delivered since is reported anew.")
        self.verified, self.verified_by, self.verified_at = found, by, now


@dataclass(eq=False, kw_only=True)
class Promise:
    """One line of what a supplier promised beside the service. It is overdue after `due_on` if it is not kept.

    `judged_at` is when its day was found to be over, and told of if it was not kept.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    reference: str
    unit: str
    weight: Decimal
    promised: Decimal
    direction: Direction
    due_on: date | None
    number: int
    promised_at: datetime
    judged_at: datetime | None = None
    deliveries: list[Delivery] = field(default_factory=list)

    @property
    def delivered(self) -> Decimal | None:
        """What was verified last; None while nothing was."""
        verified = [each for each in self.deliveries if each.verified_at is not None]
        return max(verified, key=lambda each: (each.reported_at, each.id)).verified if verified else None


@dataclass(eq=False, kw_only=True)
class Retention:
    """What the buyer holds back of the charges until promises are kept, and how much of it was released."""

    contract_id: UUID
    held: Money
    released: Money = field(default_factory=lambda: Money(0))


@dataclass(eq=False, kw_only=True)
class Review:
    """What the promises of a contract came to on a day: the ratio without netting, and what was released for it."""

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    supplier_id: UUID
    number: int
    ratio: Decimal | None
    released: Money
    reviewed_at: datetime


def must_be_new(promises: Sequence[Promise], known: Sequence[Promise]) -> None:
    """Raise Unacceptable for a reference that the contract has already, or that stands twice."""
    taken = {each.reference for each in known}
    for index, each in enumerate(promises):
        if each.reference in taken:
            raise Unacceptable(f"/promises/{index}/reference", f"There is a promise {each.reference!r} already.")
        taken.add(each.reference)
