"""How a package looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import (
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
from grants.agreements.domain import Instrument
from grants.packages.domain import AssetPart, Condition, GrantPart, InvestmentPart, Package
from kernel.money import ZERO
from kernel.rounding import half_up

MOST = 50
Cover = Annotated[DecimalIn, Field(ge=0, le=1000), places(4)]


class ConditionIn(Strict):
    """What must be so before it closes, and after which others."""

    name: Name
    after: Annotated[list[Name], Field(max_length=MOST, default_factory=list)]


class GrantPartIn(Strict):
    """A grant of what was applied for; `concession` is what of a repayable one is not expected back."""

    application_id: IdIn
    amount: MoneyIn
    starts_on: DayIn
    ends_on: DayIn
    instrument: Annotated[Instrument, Field(strict=False)] = Instrument.OUTRIGHT
    concession: MoneyIn | None = None

    def parsed(self) -> GrantPart:
        """As the domain has it."""
        concession = ZERO if self.concession is None else self.concession.parsed()
        return GrantPart(**{**dict(self), "amount": self.amount.parsed(), "concession": concession})


class InvestmentPartIn(Strict):
    """A social investment; its cap is the rulebook's where it is left out."""

    title: Name
    investor: Name
    private_equity_flag: bool
    private_equity_source: Name
    capital: MoneyIn
    term_years: Annotated[DecimalIn, Field(ge=0, le=100), places(6)]
    return_cap_per_year: Annotated[DecimalIn, Field(ge=0, le=1), places(6)] | None = None

    def parsed(self) -> InvestmentPart:
        """As the domain has it."""
        return InvestmentPart(**{**dict(self), "capital": self.capital.parsed()})


class AssetPartIn(Strict):
    """An asset of the funder's, with its independent valuation, its lock and its reverter."""

    title: Name
    valuation: MoneyIn
    valued_on: DayIn
    valuer: Name
    price: MoneyIn
    lock: Prose
    reverter: Prose
    consent: Name | None = None

    def parsed(self) -> AssetPart:
        """As the domain has it."""
        return AssetPart(**{**dict(self), "valuation": self.valuation.parsed(), "price": self.price.parsed()})


class PackageIn(
    Strict,
    json_schema_extra=example(
        title="Eleven homes",
        recipient_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
        conditions=[{"name": "Planning permission"}, {"name": "Lease agreed", "after": ["Planning permission"]}],
        assets=[
            {
                "title": "11 Mill Lane",
                "valuation": {"amount": "300000.00", "currency": "GBP"},
                "valued_on": "2027-01-15",
                "valuer": "Northbridge Surveyors",
                "price": {"amount": "1.00", "currency": "GBP"},
                "lock": "It is let to people who were homeless.",
                "reverter": "It comes back if it is let otherwise.",
            }
        ],
        investments=[
            {
                "title": "Homes for good",
                "investor": "Northbridge Social Investors",
                "private_equity_flag": False,
                "private_equity_source": "The investor's own statement",
                "capital": {"amount": "400000.00", "currency": "GBP"},
                "term_years": 5,
            }
        ],
        cover_base=1.15,
        cover_stress=1.02,
    ),
):
    """Grants, investments and assets that close together, once all conditions are met."""

    title: Name
    recipient_id: IdIn
    conditions: Annotated[list[ConditionIn], Field(max_length=MOST, default_factory=list)]
    grants: Annotated[list[GrantPartIn], Field(max_length=MOST, default_factory=list)]
    investments: Annotated[list[InvestmentPartIn], Field(max_length=MOST, default_factory=list)]
    assets: Annotated[list[AssetPartIn], Field(max_length=MOST, default_factory=list)]
    cover_base: Cover | None = None
    cover_stress: Cover | None = None

    def terms(self) -> dict[str, Any]:
        """As the command takes it."""
        parts = {name: [each.parsed() for each in getattr(self, name)] for name in ("grants", "investments", "assets")}
        return {**dict(self), **parts, "conditions": [Condition(**dict(each)) for each in self.conditions]}


class EvidenceIn(Strict, json_schema_extra=example(name="Planning permission", evidence="Decision notice 27/0113")):
    """Which condition is met, and what shows it."""

    name: Name
    evidence: Prose


class ConditionOut(Out):
    """A condition, and since when it is met."""

    name: str
    after: list[str]
    evidence: str | None
    met_on: date | None


class GrantPartOut(Out):
    """A grant of the package; its id once it is awarded."""

    application_id: UUID
    amount: MoneyOut
    starts_on: date
    ends_on: date
    instrument: Instrument
    concession: MoneyOut
    grant_id: UUID | None


class InvestmentPartOut(Out):
    """An investment of the package; its id once it is on record."""

    title: str
    investor: str
    private_equity_flag: bool
    private_equity_source: str
    capital: MoneyOut
    term_years: DecimalOut
    return_cap_per_year: DecimalOut | None
    investment_id: UUID | None


class AssetPartOut(Out):
    """An asset, by how much it goes below its value, and since when it is the recipient's."""

    title: str
    valuation: MoneyOut
    valued_on: date
    valuer: str
    price: MoneyOut
    discount: MoneyOut
    lock: str
    reverter: str
    consent: str | None
    transferred_on: date | None


class PackageOut(Out):
    """A package. `subsidy_share_pct` of the whole is given for good; `leverage` is what is invested a pound granted."""

    id: UUID
    funder_id: UUID
    recipient_id: UUID
    title: str
    conditions: list[ConditionOut]
    grants: list[GrantPartOut]
    investments: list[InvestmentPartOut]
    assets: list[AssetPartOut]
    cover_base: DecimalOut | None
    cover_stress: DecimalOut | None
    subsidy_share_pct: DecimalOut | None
    leverage: DecimalOut | None
    decisions: list[UUID]
    proposed_at: datetime
    closed_at: datetime | None
    version: int

    @classmethod
    def of(cls, package: Package) -> Self:
        """As anybody sees it."""
        apart = {"subsidy_share_pct", "leverage"}
        seen = {name: getattr(package, name) for name in cls.model_fields.keys() - apart}
        share, leverage = package.subsidy_share, package.leverage
        seen["subsidy_share_pct"] = None if share is None else half_up(share * 100, 4)
        seen["leverage"] = None if leverage is None else half_up(leverage, 4)
        return cls.model_validate(seen)
