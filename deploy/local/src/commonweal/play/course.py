"""The course of a story's contracts, from signature to end. The shapes of its part of the format."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from commonweal.play.competition import Count, Money, Number, Part

Direction = Literal["higher_is_better", "lower_is_better"]
Figure = Annotated[Number, Field(ge=0)]


class Kpi(Part):
    """What a contract is measured by, and what came of it."""

    id: str
    title: str
    unit: str
    direction: Direction
    target: Figure
    actual: Figure


class Member(Part):
    """Who runs an alliance, and what its own contract is worth."""

    organisation: str
    role: Literal["commissioner", "provider"]
    contract_value: Money


class AllianceDecision(Part):
    """What the members voted on; a member that is missing has not voted."""

    id: str
    title: str = "A decision of the alliance"
    decided_on: date | None = None
    votes: dict[str, str] = {}


class Alliance(Part):
    """Providers and commissioners who run a service together, and share what they save."""

    members: list[Member]
    legacy_contracts_replaced: Count = 0
    target_cost: Money
    actual_cost: Money
    gate_kpis: list[str] = []
    decisions: list[AllianceDecision] = []


class Promise(Part):
    """One line of social value: promised in the bid, and delivered."""

    id: str
    unit: str
    weight: Figure
    promised: Figure
    delivered: Figure
    direction: Direction


class SocialValue(Part):
    """What a provider promised for a lot."""

    id: str
    lot: str | None = None
    provider: str | None = None
    lines: list[Promise]


class UnitCost(Part):
    """What a lot gave in a period; its cost is the lot's annual award unless one is given."""

    id: str
    lot: str | None = None
    annual_cost: Money | None = None
    period_start: date
    period_end: date
    places: Count
    occupied_nights: Count
    outcomes: Count
    outcome: str


class RetenderChurn(Part):
    """How often a service was tendered again, and who had it afterwards."""

    contracts: Count
    years_observed: Annotated[Number, Field(ge=0)]
    retenders: Count
    provider_changes: Count


class Modification(Part):
    """A change of the story's contract, as it was proposed."""

    id: str
    kind: Literal["services", "goods", "works"]
    contract_value: Money | None = None
    value_change: Money
    earlier_value_changes: list[Money] = []
    term_change_months: int
    material_scope_change: bool

    @model_validator(mode="before")
    @classmethod
    def _one_is_a_list_of_one(cls, said: object) -> object:
        if isinstance(said, dict):
            earlier = said.get("earlier_value_changes")
            listed = [] if earlier is None else earlier if isinstance(earlier, list) else [earlier]
            return {**said, "earlier_value_changes": listed}
        return said
