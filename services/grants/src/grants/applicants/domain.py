"""An applicant as it was when it applied. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.money import Money
from kernel.names import name_key


class Size(StrEnum):
    """Micro and small are small and local; what is not both is other."""

    MICRO = "micro"
    SMALL = "small"
    OTHER = "other"


@dataclass(eq=False, kw_only=True)
class Subgrant:
    """The part of a grant that its recipient, as the lead, would pass on to a partner."""

    number: int = 0
    partner: str
    share: Decimal


@dataclass(eq=False, kw_only=True)
class Applicant:
    """Its income of a year, the share of those it reaches who live in the area, and its partners if it leads any."""

    application_id: UUID
    annual_income: Money
    local_share: Decimal
    size: Size
    subgrants: list[Subgrant] = field(default_factory=list)
    version: int = 0

    @property
    def is_small(self) -> bool:
        """Whether what is kept for small and local organisations is for it too."""
        return self.size is not Size.OTHER

    @property
    def passed_on(self) -> Fraction:
        """The part of the grant that its partners get."""
        return sum((Fraction(each.share) for each in self.subgrants), start=Fraction(0))

    def state(self, annual_income: Money, local_share: Decimal, size: Size, subgrants: Sequence[Subgrant]) -> None:
        """Say it anew. Raises Unacceptable for a partner that is named twice, and for more than the whole grant."""
        self.annual_income, self.local_share, self.size = annual_income, local_share, size
        partners = [name_key(each.partner) for each in subgrants]
        for place, each in enumerate(subgrants):
            each.number = place + 1
            if partners[place] in partners[:place]:
                raise Unacceptable(f"/subgrants/{place}/partner", "A partner is named once.")
        self.subgrants.extend(subgrants)
        if self.passed_on > 1:
            raise Unacceptable("/subgrants", "No more is passed on than the whole grant.")
        self.version += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pot:
    """How a budget was given so far: to small and local organisations, for which a part is kept, and to others."""

    budget: Money
    reserved: Money
    to_small: Money
    small_grants: int
    to_others: Money
    other_grants: int

    @property
    def open_to_all(self) -> Money:
        """What others can still be awarded."""
        most = self.budget - self.reserved
        return most - min(most, self.to_others)
