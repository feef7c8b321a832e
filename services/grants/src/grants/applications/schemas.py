"""How an application looks on the wire."""

from datetime import datetime
from uuid import UUID

from chassis.wire import MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from grants.applications.domain import Status


class ApplicationIn(
    Strict,
    json_schema_extra=example(
        title="A kitchen for forty families",
        description="We cook with people who cannot, three days a week.",
        requested={"amount": "45000.00", "currency": "GBP"},
    ),
):
    """What a provider asks for."""

    title: Name
    description: Prose
    requested: MoneyIn


class ReasonIn(Strict, json_schema_extra=example(reason="The scheme funds work within the county only.")):
    """Why an application is refused, or kept in reserve."""

    reason: Prose


class ApplicationOut(Out):
    """An application as it stands."""

    id: UUID
    scheme_id: UUID
    funder_id: UUID
    applicant_id: UUID
    title: str
    description: str
    requested: MoneyOut
    received_at: datetime
    status: Status
    declined_because: str | None
    reserved_because: str | None
    decided_at: datetime | None
    version: int
