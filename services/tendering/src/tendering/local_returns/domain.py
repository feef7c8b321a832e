"""A return of local staff and purchases. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money


@dataclass(frozen=True, kw_only=True)
class Purchases:
    """What a supplier bought for its contract, and how much of that in the area and from social enterprises.

    Raises Unacceptable where a part is more than the whole.
    """

    total: Money
    local: Money
    social_enterprise: Money

    def __post_init__(self) -> None:
        for name in ("local", "social_enterprise"):
            if getattr(self, name) > self.total:
                raise Unacceptable(f"/purchases/{name}", "A part of the purchases is not more than all of them.")


@dataclass(eq=False, kw_only=True)
class LocalReturn:
    """Who works on a contract in a period, and how many of them live in the area. People are counted, never named.

    `purchases` is None where the supplier says nothing of them.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    area: str
    first: date
    last: date
    staff: int
    local_staff: int
    purchases: Purchases | None
    returned_at: datetime

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Unacceptable("/last", "A period cannot end before it begins.")
        if self.local_staff > self.staff:
            raise Unacceptable("/local_staff", "Local staff are not more than all staff.")

    def may_be_told(self, fewest: int) -> bool:
        """Whether so many people are counted that a figure tells of none of them."""
        return self.staff >= fewest


@dataclass(frozen=True, kw_only=True)
class LocalStaff:
    """Staff on an authority's running contracts, by the latest return of each for an area.

    `too_few` are contracts with so few staff that nothing is told of them, `unreported` those that say nothing.
    """

    reported: int
    too_few: int
    unreported: int
    staff: int
    local_staff: int

    @property
    def share(self) -> Fraction | None:
        """The part of the staff that is local; None without any."""
        return share_of(self.local_staff, self.staff)


def share_of(part: int, whole: int) -> Fraction | None:
    """A part of a whole; None where there is no whole."""
    return Fraction(part, whole) if whole else None


def local_staff(running: int, latest: Sequence[LocalReturn], *, fewest: int) -> LocalStaff:
    """Over so many running contracts, of which these are the latest returns, one for a contract."""
    told = [each for each in latest if each.may_be_told(fewest)]
    return LocalStaff(
        reported=len(told),
        too_few=len(latest) - len(told),
        unreported=running - len(latest),
        staff=sum(each.staff for each in told),
        local_staff=sum(each.local_staff for each in told),
    )
