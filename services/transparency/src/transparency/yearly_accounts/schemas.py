"""How the account of a year looks on the wire."""

from datetime import date
from fractions import Fraction
from typing import Self
from uuid import UUID

from chassis.wire import DecimalOut, MoneyOut, Out
from kernel.money import SignedMoney
from kernel.rounding import half_up
from transparency.yearly_accounts.domain import Account, Figure, Unit

PLACES = 4


class FigureOut(Out):
    """A figure and the address where it is told whole: `amount` of pounds, else `number`, per cent in hundredths.

    Neither where nobody has told, where there is nothing to divide by, or where a score may not be shown.
    """

    name: str
    about: str | None
    title: str
    unit: Unit
    amount: MoneyOut | None
    number: DecimalOut | None
    source: str

    @classmethod
    def of(cls, figure: Figure) -> Self:
        value, unit = figure.value, figure.unit
        exact = None if value is None else Fraction(value) * (100 if unit is Unit.PERCENT else 1)
        is_money = unit is Unit.POUNDS
        return cls(
            name=figure.name,
            about=figure.about,
            title=figure.title,
            unit=unit,
            amount=SignedMoney(int(half_up(exact, 0))) if is_money and exact is not None else None,
            number=None if is_money or exact is None else half_up(exact, PLACES),
            source=figure.source,
        )


class SectionOut(Out):
    """Figures of one kind, and the page that shows more of them, if there is one."""

    name: str
    title: str
    page: str | None
    figures: list[FigureOut]


class AccountOut(Out):
    """An authority's year, put together of what is told elsewhere. `last` is before its end while it runs."""

    buyer_id: UUID
    buyer: str
    year: str
    first: date
    last: date
    sections: list[SectionOut]

    @classmethod
    def of(cls, account: Account) -> Self:
        return cls(
            buyer_id=account.buyer_id,
            buyer=account.buyer,
            year=account.span.name,
            first=account.span.days.first,
            last=account.last,
            sections=[
                SectionOut(
                    name=each.name,
                    title=each.title,
                    page=each.page,
                    figures=[FigureOut.of(figure) for figure in each.figures],
                )
                for each in account.sections
            ],
        )
