"""How investigations look on the wire."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Prose, Strict, example
from ratings.investigations.domain import Finding, Independence, Investigation, Statement


class LeadIn(Strict, json_schema_extra=example(manages_the_contract=False, linked_to_provider=False)):
    """What you declare of yourself; the declaration is public."""

    manages_the_contract: bool
    linked_to_provider: bool

    def parsed(self) -> Independence:
        """As the domain judges it."""
        return Independence(**dict(self))


class AnswerIn(Strict, json_schema_extra=example(text="Night staff come back on 1 June; we report each month.")):
    """What the authority answers."""

    text: Prose


class StatementIn(
    Strict, json_schema_extra=example(text="Two posts were vacant from June to August; both are filled.")
):
    """What the provider puts forward."""

    text: Prose


class ConclusionIn(
    Strict,
    json_schema_extra=example(finding="improvement_plan", reasons="The door was unanswered on nine of twelve nights."),
):
    """What you find, and why; both are public."""

    finding: Annotated[Finding, Field(strict=False)]
    reasons: Prose


class StatementOut(Out):
    """What a provider put forward."""

    id: UUID
    organisation_id: UUID
    text: str
    given_on: date


class InvestigationOut(Out):
    """An investigation, with its days. `overdue` names those duties whose last day is over."""

    petition_id: UUID
    contract_id: UUID
    buyer_id: UUID
    provider_ids: list[UUID]
    service: str
    opened_on: date
    lead_due_on: date
    findings_due_on: date
    response_due_on: date | None
    lead_organisation_id: UUID | None
    lead_since: date | None
    response: str | None
    responded_on: date | None
    finding: Finding | None
    reasons: str | None
    concluded_on: date | None
    statements: list[StatementOut]
    overdue: list[str]
    version: int

    @classmethod
    def of(cls, found: Investigation, given: Sequence[Statement], *, today: date) -> Self:
        """As everybody may read it."""
        same = cls.model_fields.keys() - {"statements", "overdue", "provider_ids"}
        duties = {
            "lead": (found.lead_due_on, found.lead_since),
            "response": (found.response_due_on, found.responded_on),
            "findings": (found.findings_due_on, found.concluded_on),
        }
        return cls(
            **{name: getattr(found, name) for name in same},
            provider_ids=list(found.provider_ids),
            statements=[StatementOut.model_validate(each) for each in given],
            overdue=[name for name, (due, done) in duties.items() if done is None and due is not None and due < today],
        )
