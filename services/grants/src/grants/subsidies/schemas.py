"""How subsidies look on the wire."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from grants.subsidies.domain import SubsidyStatus
from rulebook.subsidies import Assistance, Standing


class AssistanceIn(Strict):
    """What the applicant was given before: `mfa` and `spei` count, other kinds do not."""

    given_on: DayIn
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$", examples=["mfa"])]
    amount: MoneyIn

    def said(self) -> Assistance:
        """In the words of the rulebook."""
        return Assistance(self.given_on, self.kind, self.amount.parsed())


class SubsidyIn(
    Strict,
    json_schema_extra=example(
        recipient_is_enterprise=True,
        history=[{"given_on": "2025-11-03", "kind": "spei", "amount": {"amount": "30000.00", "currency": "GBP"}}],
    ),
):
    """Whether the applicant offers goods or services on a market, and what it was given in the last years."""

    recipient_is_enterprise: bool
    history: Annotated[list[AssistanceIn], Field(max_length=200, default_factory=list)]


class CheckIn(
    Strict,
    json_schema_extra=example(
        amount={"amount": "40000.00", "currency": "GBP"}, award_dates=["2027-03-15", "2027-04-06"]
    ),
):
    """An award, and the days on which it might be made."""

    amount: MoneyIn
    award_dates: Annotated[list[DayIn], Field(min_length=1, max_length=50)]


class NotificationIn(Strict, json_schema_extra=example(amount={"amount": "40000.00", "currency": "GBP"})):
    """How much the funder means to give as minimal financial assistance."""

    amount: MoneyIn


class PrinciplesIn(
    Strict, json_schema_extra=example(rationale="It corrects a market failure, and is no larger than that takes.")
):
    """Why the subsidy is consistent with the subsidy control principles."""

    rationale: Prose


class DatabaseIn(Strict, json_schema_extra=example(reference="SC10452")):
    """Under which number the subsidy database has it."""

    reference: Name


class AssistanceOut(Out):
    """What the applicant says that it was given before."""

    given_on: date
    kind: str
    amount: MoneyOut


class SubsidyOut(Out):
    """A subsidy as it stands."""

    application_id: UUID
    recipient_is_enterprise: bool
    history: list[AssistanceOut]
    status: SubsidyStatus
    amount: MoneyOut | None
    rationale: str | None
    given_on: date | None
    database_upload_due: date | None
    database_reference: str | None
    version: int


class StandingOut(Out):
    """An award on a day, held against the limit, and the decision that says so."""

    award_date: date
    financial_years: list[str]
    applies: bool
    prior: MoneyOut
    total: MoneyOut
    limit: MoneyOut
    within_limit: bool
    headroom: MoneyOut
    database_upload_required: bool
    database_upload_due: date | None
    decision_id: UUID


class StandingsOut(Out):
    """One for each day, in the order asked."""

    items: list[StandingOut]


def shown(found: Sequence[Standing]) -> dict[str, Any]:
    """The answers of the rulebook on the wire."""
    names = StandingOut.model_fields.keys() - {"decision_id", "database_upload_required"}
    return {
        "items": [
            {
                **{name: getattr(each, name) for name in names},
                "database_upload_required": each.database_upload_due is not None,
                "decision_id": each.decision.id,
            }
            for each in found
        ]
    }
