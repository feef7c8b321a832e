"""How an alliance looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from chassis.wire import (
    Count,
    DayIn,
    DecimalIn,
    DecimalOut,
    IdIn,
    MoneyIn,
    MoneyOut,
    Name,
    Out,
    Prose,
    Strict,
    example,
    places,
)
from tendering.alliance_awards.schemas import Share
from tendering.alliances.domain import Role
from tendering.gain_share.schemas import SettlementOut

ShareIn = Annotated[DecimalIn, Field(ge=0, le=1), places(6)]


class MemberIn(Strict):
    """Who takes part: `reference` is its name in the alliance, `value` what its own contract is worth.

    `share` is a provider's exact part of gain and pain; without shares the contracts' values weigh. `limit` is the most
    that it gains or bears in one settlement; what is beyond goes to the others.
    """

    organisation_id: IdIn
    reference: Name
    role: Annotated[Role, Field(strict=False)]
    value: MoneyIn
    share: Share | None = None
    limit: MoneyIn | None = None

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        limit = None if self.limit is None else self.limit.parsed()
        return {**dict(self), "value": self.value.parsed(), "limit": limit}


class LegacyContractIn(Strict):
    """A contract that the alliance replaces from a day on: one of this platform's by its id, any other by its words."""

    contract_id: IdIn | None = None
    title: Name | None = None
    reference: Name | None = None
    supplier: Name | None = None
    ends_on: DayIn | None = None
    taken_over_on: DayIn

    @model_validator(mode="after")
    def is_named_once(self) -> Self:
        """Either way, and all of it."""
        words = [word is not None for word in (self.title, self.reference, self.supplier, self.ends_on)]
        if not (all(words) if self.contract_id is None else not any(words)):
            raise ValueError("name it by contract_id alone, or by title, reference, supplier and ends_on")
        return self

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        return dict(self)


class AllianceIn(
    Strict,
    json_schema_extra=example(
        title="Homelessness alliance",
        members=[
            {
                "organisation_id": "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
                "reference": "Ashgate",
                "role": "provider",
                "value": {"amount": "1720000.00", "currency": "GBP"},
            }
        ],
        target_cost={"amount": "808000.00", "currency": "GBP"},
        legacy_contracts=[
            {
                "title": "Night shelter",
                "reference": "NB-2019-114",
                "supplier": "Harbour Night Shelter",
                "ends_on": "2027-03-31",
                "taken_over_on": "2027-04-01",
            }
        ],
    ),
):
    """An alliance to be: who takes part, what it shall cost, and how what it saves or overspends is shared.

    Figures are parts of one, and the rulebook's where they are left out. `gate` are the indicators that let gain be
    shared. One that was awarded names its award, whose members, values and shares are carried over; `members` may then
    be left out, or give them other names. Where `legacy_contracts` are named, how many it replaces follows from them.
    """

    title: Name
    members: Annotated[list[MemberIn], Field(max_length=200, default_factory=list)]
    alliance_award_id: IdIn | None = None
    target_cost: MoneyIn
    gate: Annotated[list[IdIn], Field(max_length=500, default_factory=list)]
    kpi_gate: ShareIn | None = None
    provider_share: ShareIn | None = None
    pain_share: ShareIn | None = None
    ladder: Annotated[list[Name], Field(min_length=1, max_length=10)] | None = None
    rung_days: Annotated[int, Field(ge=1, le=365)] | None = None
    legacy_contracts_replaced: Count = 0
    legacy_contracts: Annotated[list[LegacyContractIn], Field(max_length=500, default_factory=list)]

    def terms(self) -> dict[str, Any]:
        """What it states of its terms."""
        apart = {"members", "legacy_contracts"}
        stated = {name: value for name, value in dict(self).items() if value is not None and name not in apart}
        return {**stated, "target_cost": self.target_cost.parsed()}


class LegacyContractsIn(
    Strict,
    json_schema_extra=example(
        legacy_contracts=[
            {
                "title": "Street outreach",
                "reference": "NB-2021-007",
                "supplier": "Lantern Outreach",
                "ends_on": "2027-09-30",
                "taken_over_on": "2027-10-01",
            }
        ],
        because="It had been bought by housing, and was found when the budgets were joined.",
    ),
):
    """Contracts that a running alliance replaces, too, and why they were not named before."""

    legacy_contracts: Annotated[list[LegacyContractIn], Field(min_length=1, max_length=500)]
    because: Prose


class SettlementIn(Strict, json_schema_extra=example(actual_cost={"amount": "782000.00", "currency": "GBP"})):
    """What the alliance spent."""

    actual_cost: MoneyIn


class MemberOut(Out):
    """A member, and since when and until when it is one."""

    id: UUID
    organisation_id: UUID
    reference: str
    role: Role
    value: MoneyOut
    share: str | None
    limit: MoneyOut | None
    joined_at: datetime
    left_at: datetime | None


class LegacyContractOut(Out):
    """A contract that the alliance replaces; `ended_on` is the day on which one of this platform's did end.

    Named after the alliance had begun, it has the instant of that and the reason.
    """

    contract_id: UUID | None
    title: str
    reference: str
    supplier: str
    ends_on: date
    ended_on: date | None
    taken_over_on: date
    named_at: datetime | None
    because: str | None


class AllianceOut(Out):
    """An alliance with its members, those who left too, and every settlement."""

    id: UUID
    buyer_id: UUID
    title: str
    target_cost: MoneyOut
    gate: list[UUID]
    kpi_gate: DecimalOut
    provider_share: DecimalOut
    pain_share: DecimalOut
    ladder: list[str]
    rung_days: int
    legacy_contracts_replaced: int
    legacy_contracts: list[LegacyContractOut]
    alliance_award_id: UUID | None
    formed_at: datetime
    closed_at: datetime | None
    members: list[MemberOut]
    settlements: list[SettlementOut]
    version: int
