"""How what funders ask for looks on the wire."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import Count, DecimalIn, DecimalOut, MoneyIn, MoneyOut, Out, Prose, Strict, example, places
from grants.burdens.domain import Burden, Novelty, Statement, Vulnerability
from grants.burdens.rules import Tier, excess


class BurdenIn(
    Strict,
    json_schema_extra=example(
        annual_income={"amount": "400000.00", "currency": "GBP"},
        novelty="new",
        vulnerability="some",
        questions=18,
        documents=3,
        reports_per_year=4,
        upfront_share=0.3,
        explanation="The regulator asks for quarterly reports, and we pass ours on.",
    ),
):
    """What you ask of the applicant and would pay upfront, and what the work is; explain what is more than usual."""

    annual_income: MoneyIn
    novelty: Annotated[Novelty, Field(strict=False)]
    vulnerability: Annotated[Vulnerability, Field(strict=False)]
    questions: Count
    documents: Count
    reports_per_year: Count
    upfront_share: Annotated[DecimalIn, Field(ge=0, le=1), places(12)]
    explanation: Prose | None = None

    def said(self) -> Statement:
        """In the words of the domain."""
        return Statement(**{**dict(self), "annual_income": self.annual_income.parsed()})


class StatementOut(Out):
    """What was said."""

    annual_income: MoneyOut
    novelty: Novelty
    vulnerability: Vulnerability
    questions: int
    documents: int
    reports_per_year: int
    upfront_share: DecimalOut
    explanation: str | None


class TierOut(Out):
    """How much may be asked for; what has no cap is not among them."""

    number: int
    points: dict[str, int]
    caps: dict[str, DecimalOut]


class BurdenOut(Out):
    """What is asked for, the tier of all that is requested, and what goes beyond it, a sentence each."""

    application_id: UUID
    statement: StatementOut
    approved_by: str | None
    tier: TierOut
    excess: list[str]
    version: int

    @classmethod
    def of(cls, burden: Burden, tier: Tier) -> Self:
        """Both together."""
        return cls(
            application_id=burden.application_id,
            statement=StatementOut.model_validate(burden.statement),
            approved_by=burden.approved_by,
            tier=TierOut.model_validate(tier),
            excess=[*excess(burden.statement, tier)],
            version=burden.version,
        )
