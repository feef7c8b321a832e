"""How an authority's money looks on the wire, as JSON and as a table."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import partial
from io import StringIO
from typing import Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalOut, MoneyOut, Out, Strict
from kernel.money import SignedMoney
from rulebook.rules import rule
from tendering.local_returns.schemas import AreaIn
from tendering.local_spend.domain import Paid, Part, Side, Spending
from tendering.local_spend.rules import divided, is_within, months_of, shares

HEADING = ("question", "side", "amount", "share_pct", "payments", "payees")


class MonthsQuery(Strict):
    """Which months are asked for, from the first day of one to the last of one, and which area."""

    area: AreaIn
    first: DayIn
    last: DayIn


class PartOut(Out):
    """What falls on one side: its amount, credits taken off, and its share of all money; null where there is none.

    Of the redacted nobody knows how many payees they are: they count none.
    """

    amount: MoneyOut
    share_pct: DecimalOut | None
    payments: int
    payees: int


class SidesOut(Out):
    """The whole of the money by a question: `unknown`, `unmatched` and `redacted` are no answers, and never a yes."""

    yes: PartOut
    no: PartOut
    unknown: PartOut
    unmatched: PartOut
    redacted: PartOut

    @classmethod
    def of(cls, parts: dict[Side, Part]) -> Self:
        """With shares that add up to exactly 100."""
        told = shares(parts)
        return cls(
            **{
                side.value: PartOut(
                    amount=SignedMoney(part.pence),
                    share_pct=told[side],
                    payments=part.payments,
                    payees=part.payees,
                )
                for side, part in parts.items()
            }
        )


class FileOut(Out):
    """A spend file that counts."""

    id: UUID
    filename: str


class LocalSpendOut(Out):
    """All that an authority paid in some months, by whether its payees are in an area and by what they are.

    A month that its spend files tell of is told from these alone, any other from the payments that it posted, so that
    no payment counts twice. Classes are those of the day on which one asks.
    """

    buyer_id: UUID
    area: str
    first: date
    last: date
    total: MoneyOut
    payments: int
    files: list[FileOut]
    months_in_files: list[date]
    months_as_posted: list[date]
    matched: SidesOut = Field(description="Whether a registered organisation was found.")
    local: SidesOut
    classes: dict[str, SidesOut]

    @classmethod
    def of(cls, buyer_id: UUID, area: str, spending: Spending) -> Self:
        """Added up, not rounded before."""
        months = months_of(spending.first, spending.last)
        return cls(
            buyer_id=buyer_id,
            area=area,
            first=spending.first,
            last=spending.last,
            total=SignedMoney(sum(each.pence for each in spending.paid)),
            payments=sum(each.payments for each in spending.paid),
            files=[FileOut.model_validate(each) for each in spending.files],
            months_in_files=[each for each in months if each in spending.months_in_files],
            months_as_posted=[each for each in months if each not in spending.months_in_files],
            matched=SidesOut.of(divided(spending.paid, lambda paid: True)),
            local=SidesOut.of(divided(spending.paid, partial(is_local, spending, area))),
            classes={
                name: SidesOut.of(divided(spending.paid, partial(bears, spending, name)))
                for name in rule("delivery.anchors", on=spending.last).words("classes")
            },
        )

    def table(self) -> str:
        """One row for each side of each question, as CSV."""
        page = StringIO()
        csv.writer(page).writerows([HEADING, *self._rows()])
        return page.getvalue()

    def _rows(self) -> Iterator[tuple[object, ...]]:
        for question, sides in {"matched": self.matched, "local": self.local, **self.classes}.items():
            for side in Side:
                part: PartOut = getattr(sides, side.value)
                share = "" if part.share_pct is None else f"{part.share_pct:f}"
                yield question, side.value, part.amount.amount, share, part.payments, part.payees


def is_local(spending: Spending, area: str, paid: Paid) -> bool | None:
    """Whether a payee is in the area; None for whoever is not known."""
    payee = spending.payees.get(paid.organisation_id) if paid.organisation_id else None
    return None if payee is None else is_within(payee, area)


def bears(spending: Spending, name: str, paid: Paid) -> bool | None:
    """Whether a payee is of a class; None where nobody evidenced that."""
    payee = spending.payees.get(paid.organisation_id) if paid.organisation_id else None
    return None if payee is None else payee.classes.get(name)
