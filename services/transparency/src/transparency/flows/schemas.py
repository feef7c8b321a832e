"""How money that moved looks on the wire."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from io import StringIO
from typing import Any, Self
from uuid import UUID

from chassis.wire import DayIn, DecimalOut, MoneyOut, Out, Strict
from kernel.money import SignedMoney
from kernel.rounding import half_up
from transparency.flows.domain import Holder, Looked, Retained, Scope

PLACES = 4
CSV = "text/csv; charset=utf-8"
TABLE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}, "description": "One a row (RFC 4180)."}}
ACTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


class DaysQuery(Strict):
    """From the first day to the last, both included; the year up to today where they are left out."""

    first: DayIn | None = None
    last: DayIn | None = None


class ClassedQuery(DaysQuery):
    """Days, and the one on which evidence must still be live to say what an organisation is: today if left out."""

    classes_on: DayIn | None = None


class ScopeOut(Out):
    """A dataset as it was opened, or what an authority posted itself: then there is no `dataset_id`."""

    dataset_id: UUID | None
    reference: str | None
    buyer_id: UUID
    kind: str
    title: str
    division: str | None
    first: date
    last: date
    figures: dict[str, DecimalOut]

    @classmethod
    def of(cls, scope: Scope) -> Self:
        names = ("dataset_id", "buyer_id", "kind", "title", "division", "first", "last")
        said = {name: getattr(scope, name) for name in names}
        return cls(**said, reference=scope.dataset, figures=dict(scope.figures or {}))


class PaymentOut(Out):
    """A payment of a dataset. Nobody is named as who pays first, and nobody as the owner where none is known."""

    id: UUID
    reference: str
    tier: int
    payer_id: UUID | None
    payer: str | None
    payee_id: UUID | None
    payee: str | None
    amount: MoneyOut
    paid_on: date
    division: str | None


class PositionOut(Out):
    """What one organisation received, paid on and so retained. Of untraced money there is no id."""

    organisation_id: UUID | None
    name: str
    received: MoneyOut
    paid_on: MoneyOut
    retained: MoneyOut


class LookedOut(Out):
    """Parts of all prime payments, in hundredths: paid to the class, retained by it, and by those nobody knows."""

    direct_pct: DecimalOut | None
    look_through_pct: DecimalOut | None
    unknown_pct: DecimalOut | None


class FlowsOut(Out):
    """Where the money of a scope ended. What all retained is what was paid at the top."""

    scope: ScopeOut
    total: MoneyOut
    organisations: list[PositionOut]
    over_paid_down: list[UUID | None]
    classes_on: date
    shares: dict[str, LookedOut]

    @classmethod
    def of(
        cls, scope: Scope, found: Retained, names: Mapping[Holder, str], shares: Mapping[str, Looked], on: date
    ) -> Self:
        """In words of the wire, the largest retained first."""
        return cls(
            scope=ScopeOut.of(scope),
            total=money(found.total),
            organisations=[
                PositionOut(
                    organisation_id=each,
                    name=names[each],
                    received=money(found.received.get(each, Fraction())),
                    paid_on=money(found.paid_on.get(each, Fraction())),
                    retained=money(found.of(each)),
                )
                for each in found.holders
            ],
            over_paid_down=list(found.over_paid_down),
            classes_on=on,
            shares={
                label: LookedOut(
                    direct_pct=percent(looked.direct),
                    look_through_pct=percent(looked.look_through),
                    unknown_pct=percent(looked.unknown),
                )
                for label, looked in shares.items()
            },
        )

    def table(self) -> str:
        """One organisation a row, as CSV."""
        rows = [
            (it.organisation_id or "", it.name, it.received.amount, it.paid_on.amount, it.retained.amount)
            for it in self.organisations
        ]
        return as_csv(("organisation_id", "name", "received", "paid_on", "retained"), rows)


def money(pence: Fraction) -> Any:
    """To the penny, half up."""
    return SignedMoney(int(half_up(pence, 0)))


def percent(share: Fraction | None) -> Any:
    """A share in hundredths."""
    return None if share is None else half_up(100 * share, PLACES)


def as_csv(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table. Nothing in it acts as a formula; amounts are numbers and stay so."""
    page = StringIO()
    csv.writer(page).writerows([heading, *([harmless(cell) for cell in row] for row in rows)])
    return page.getvalue()


def harmless(cell: object) -> object:
    """A cell that a spreadsheet shows and does not run."""
    text = str(cell)
    is_number = text.removeprefix("-").replace(".", "", 1).isdecimal()
    return f"'{text}" if text.startswith(ACTS) and not is_number else cell
