"""How a grant looks on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, MoneyIn, MoneyOut, Out, Strict, example
from grants.agreements.domain import Instrument


class AwardIn(
    Strict,
    json_schema_extra=example(
        amount={"amount": "40000.00", "currency": "GBP"}, starts_on="2027-04-01", ends_on="2028-03-31"
    ),
):
    """What the funder awards, for which time, and as what: to be kept unless it says otherwise."""

    amount: MoneyIn
    starts_on: DayIn
    ends_on: DayIn
    instrument: Annotated[Instrument, Field(strict=False)] = Instrument.OUTRIGHT


class PaymentOut(Out):
    """Money that moved."""

    number: int
    amount: MoneyOut
    paid_on: date


class GrantOut(Out):
    """A grant as it stands; `paid` is the sum of its payments, `final` what it came to in the end."""

    id: UUID
    scheme_id: UUID
    application_id: UUID
    funder_id: UUID
    recipient_id: UUID
    title: str
    description: str
    amount_requested: MoneyOut
    amount: MoneyOut
    paid: MoneyOut
    awarded_on: date
    starts_on: date
    ends_on: date
    final: MoneyOut | None
    closed_on: date | None
    instrument: Instrument
    payments: list[PaymentOut]
    version: int
