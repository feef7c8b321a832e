"""What grants tells of funds of public and private money."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class PledgeTold(Part):
    """What somebody would put in."""

    number: int
    contributor: str
    side: str  # public, private
    amount: str  # pounds, two decimals, here and below


class DrawdownTold(Part):
    """What somebody did put in, of the pledge with that number."""

    number: int
    pledge: int
    amount: str
    drawn_on: date


class BlendedFund(Part):
    """A blended fund as it stands, whole."""

    fund_id: UUID
    host: Party
    title: str
    description: str
    is_matched: bool  # its host's word that private money keeps up with public money
    public_drawn: str
    private_drawn: str
    pledges: list[PledgeTold]
    drawdowns: list[DrawdownTold] = []


class BlendedFundOpened(Event):
    """Public and private money is pledged to one fund. The entity is the fund, here and below."""

    type: ClassVar[str] = "grants.blended_fund.opened.v1"

    fund: BlendedFund


class BlendedFundDrawn(Event):
    """Something was put in; the fund now stands so."""

    type: ClassVar[str] = "grants.blended_fund.drawn.v1"

    fund: BlendedFund
