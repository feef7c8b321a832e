"""How applicants look on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DecimalIn, DecimalOut, MoneyIn, MoneyOut, Name, Out, Strict, example, places
from grants.applicants.domain import Size, Subgrant

Share = Annotated[DecimalIn, Field(ge=0, le=1), places(6)]


class SubgrantIn(Strict):
    """A partner, and the part of the grant that it would get."""

    partner: Name
    grant_share: Share

    def said(self) -> Subgrant:
        """In the words of the domain."""
        return Subgrant(partner=self.partner, share=self.grant_share)


class ApplicantIn(
    Strict,
    json_schema_extra=example(
        annual_income={"amount": "1400000.00", "currency": "GBP"},
        local_share=0.8,
        subgrants=[
            {"partner": "Eastgate Tenants' Circle", "grant_share": 0.35},
            {"partner": "The Night Kitchen", "grant_share": 0.2},
        ],
    ),
):
    """Your income of a year, the share of those you reach who live in the area, and what you pass on if you lead."""

    annual_income: MoneyIn
    local_share: Share
    subgrants: Annotated[list[SubgrantIn], Field(max_length=100, default_factory=list)]


class SubgrantOut(Out):
    """What a partner would get."""

    partner: str
    grant_share: DecimalOut = Field(validation_alias="share")


class ApplicantOut(Out):
    """What the applicant said of itself, and the size that the rulebook makes of it."""

    application_id: UUID
    annual_income: MoneyOut
    local_share: DecimalOut
    size: Size
    subgrants: list[SubgrantOut]
    version: int


class PotOut(Out):
    """What a scheme keeps for small and local organisations, and what went to them and to others."""

    budget: MoneyOut
    reserved: MoneyOut
    to_small: MoneyOut
    small_grants: int
    to_others: MoneyOut
    other_grants: int
    open_to_all: MoneyOut
