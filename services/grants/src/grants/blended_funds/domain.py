"""A blended fund. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import ZERO, Money


class Side(StrEnum):
    """Whose money it is."""

    PUBLIC = "public"
    PRIVATE = "private"


@dataclass(eq=False, kw_only=True)
class Pledge:
    """What somebody would put in."""

    number: int = 0
    contributor: str
    side: Side
    amount: Money


@dataclass(eq=False, kw_only=True)
class Drawdown:
    """What somebody did put in of a pledge."""

    number: int
    pledge: int
    amount: Money
    drawn_on: date


@dataclass(eq=False, kw_only=True)
class BlendedFund:
    """Money of both sides for one purpose. `is_matched` is its host's public word that the private side keeps up."""

    id: UUID = field(default_factory=new_id)
    host_id: UUID
    title: str
    description: str
    is_matched: bool
    opened_at: datetime
    pledges: list[Pledge] = field(default_factory=list)
    drawdowns: list[Drawdown] = field(default_factory=list)
    version: int = 1

    def __post_init__(self) -> None:
        for place, pledge in enumerate(self.pledges):
            pledge.number = place + 1
            if pledge.amount == ZERO:
                raise Unacceptable(f"/pledges/{place}/amount", "A pledge is of more than nothing.")
        if {each.side for each in self.pledges} != {*Side}:
            raise Unacceptable("/pledges", "A blended fund has public and private money.")

    def pledge_of(self, number: int) -> Pledge:
        """One pledge, by its number. Raises NotFound."""
        found = next((each for each in self.pledges if each.number == number), None)
        if found is None:
            raise NotFound(f"There is no pledge {number} to this fund.")
        return found

    def pledged(self, side: Side) -> Money:
        """What that side would put in, in all."""
        return sum((each.amount for each in self.pledges if each.side is side), start=ZERO)

    def drawn_of(self, pledge: Pledge) -> Money:
        """What has been drawn of a pledge."""
        return sum((each.amount for each in self.drawdowns if each.pledge == pledge.number), start=ZERO)

    def drawn(self, side: Side) -> Money:
        """What that side has put in."""
        return sum((self.drawn_of(each) for each in self.pledges if each.side is side), start=ZERO)

    @property
    def match(self) -> Fraction | None:
        """Private pounds drawn for each public one; None before any public money is."""
        public = self.drawn(Side.PUBLIC).pence
        return Fraction(self.drawn(Side.PRIVATE).pence, public) if public else None

    def draw(self, number: int, amount: Money, *, drawn_on: date, now: datetime) -> None:
        """Record what was put in. Raises RuleBroken for more than is left of the pledge."""
        pledge = self.pledge_of(number)
        if amount == ZERO:
            raise Unacceptable("/amount", "A drawdown is of more than nothing.")
        if not day_of(self.opened_at) <= drawn_on <= day_of(now):
            raise Unacceptable("/drawn_on", "Money is drawn between the opening of the fund and today.")
        left = pledge.amount - self.drawn_of(pledge)
        if amount > left:
            raise RuleBroken(f"Of the pledge of £{pledge.amount} only £{left} is left to draw.")
        made = Drawdown(number=len(self.drawdowns) + 1, pledge=number, amount=amount, drawn_on=drawn_on)
        self.drawdowns.append(made)
        self.version += 1
