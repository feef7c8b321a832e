"""How signs of distress look on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, Out, Prose, Strict, example
from tendering.distress.domain import Sign


class SignIn(
    Strict,
    json_schema_extra=example(
        organisation_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
        sign="court_judgment",
        occurred_on="2027-03-02",
        source="Register of Judgments, Orders and Fines: £48,210, 2 March 2027",
    ),
):
    """A sign of distress that is no secret: what it is, of which day, and where anybody can look it up."""

    organisation_id: IdIn
    sign: Annotated[Sign, Field(strict=False)]
    occurred_on: DayIn
    source: Prose


class ReplyIn(Strict, json_schema_extra=example(reply="The judgment was paid within the month.")):
    """What the organisation says to a sign."""

    reply: Prose


class WithdrawalIn(Strict, json_schema_extra=example(reason="The accounts have been filed since.")):
    """Why a sign does not stand."""

    reason: Prose


class SignOut(Out):
    """A recorded sign, with what its organisation replied."""

    id: UUID
    organisation_id: UUID
    sign: Sign
    occurred_on: date
    source: str
    recorded_by: UUID
    recorded_at: datetime
    reply: str | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None
    version: int


class SeenOut(Out):
    """A sign that counts, recorded or seen here."""

    sign: Sign
    organisation_id: UUID
    on: date
    source: str
