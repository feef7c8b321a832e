"""How a repayable grant looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalIn, DecimalOut, MoneyIn, MoneyOut, Out, Prose, Strict, example, places
from grants.repayables.domain import Due, Repayable, Status


class TermsIn(
    Strict,
    json_schema_extra=example(
        revenue_floor={"amount": "90000.00", "currency": "GBP"}, revenue_share=0.25, grace_ends_on="2027-03-31"
    ),
):
    """How a grant is repaid: a share of what is earned above a floor, for periods that end after the days of grace."""

    revenue_floor: MoneyIn
    revenue_share: Annotated[DecimalIn, Field(gt=0, le=1), places(6)]
    grace_ends_on: DayIn


class RevenueIn(
    Strict,
    json_schema_extra=example(revenue={"amount": "95000.00", "currency": "GBP"}, period_ends_on="2027-04-14"),
):
    """What the recipient earned in a period; the funder and auditors read it, nobody else."""

    revenue: MoneyIn
    period_ends_on: DayIn


class ReceiptIn(Strict, json_schema_extra=example(number=1)):
    """For which period a repayment came."""

    number: Annotated[int, Field(ge=1, le=10_000)]


class ReasonIn(Strict, json_schema_extra=example(reason="All outcomes were reached.")):
    """Why the rest is not asked for; for everybody to read."""

    reason: Prose


class RepayableOut(Out):
    """How far a grant is repaid; `outstanding` is what is due and has not come. It bears no interest."""

    grant_id: UUID
    revenue_floor: MoneyOut
    revenue_share: DecimalOut
    grace_ends_on: date
    status: Status
    drawn: MoneyOut
    repaid: MoneyOut
    outstanding: MoneyOut
    balance: MoneyOut
    approvals: int
    approvals_needed: int
    ended_because: str | None
    ended_at: datetime | None
    version: int

    @classmethod
    def of(cls, repayable: Repayable, today: date) -> Self:
        """As anybody sees it on a day."""
        apart = {"status", "approvals", "revenue_share"}
        shown = {name: getattr(repayable, name) for name in cls.model_fields.keys() - apart}
        return cls(
            **shown, revenue_share=repayable.share, status=repayable.status(today), approvals=len(repayable.approvals)
        )


class DueOut(Out):
    """What is owed for a period."""

    number: int
    period_ends_on: date
    revenue: MoneyOut
    amount: MoneyOut
    received_on: date | None


class DuesOut(Out):
    """Every period that was reported; for the grant's two parties and auditors."""

    periods: list[DueOut]

    @classmethod
    def of(cls, dues: list[Due]) -> Self:
        """In their order."""
        return cls(periods=[DueOut.model_validate(each) for each in dues])
