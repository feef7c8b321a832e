"""The rules of a package. Pure: no database, no clock, no wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from grants.agreements.domain import Instrument
from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import ZERO, Money
from kernel.names import name_key


@dataclass(eq=False, kw_only=True)
class Numbered:
    """Something that has its place in a package."""

    number: int = 0


@dataclass(eq=False, kw_only=True)
class Condition(Numbered):
    """What must be so before the package closes, and not before those that it comes `after`."""

    name: str
    after: list[str]
    evidence: str | None = None
    met_on: date | None = None


@dataclass(eq=False, kw_only=True)
class GrantPart(Numbered):
    """A grant that closing awards. Of one to be repaid, `concession` is the part that is not expected back."""

    application_id: UUID
    amount: Money
    starts_on: date
    ends_on: date
    instrument: Instrument
    concession: Money
    grant_id: UUID | None = None

    @property
    def subsidy(self) -> Money:
        """What of it is given for good."""
        return self.concession if self.instrument is Instrument.REPAYABLE else self.amount


@dataclass(eq=False, kw_only=True)
class InvestmentPart(Numbered):
    """A social investment that closing puts on record."""

    title: str
    investor: str
    private_equity_flag: bool
    private_equity_source: str
    capital: Money
    term_years: Decimal
    return_cap_per_year: Decimal | None
    investment_id: UUID | None = None


@dataclass(eq=False, kw_only=True)
class AssetPart(Numbered):
    """An asset that the funder hands over at closing, valued by somebody independent.

    `lock` is what keeps it in its purpose, `reverter` when it comes back; `consent` permits a large undervalue.
    """

    title: str
    valuation: Money
    valued_on: date
    valuer: str
    price: Money
    lock: str
    reverter: str
    consent: str | None
    transferred_on: date | None = None

    @property
    def discount(self) -> Money:
        """By how much its price is below its value."""
        return self.valuation - self.price if self.valuation > self.price else ZERO


@dataclass(eq=False, kw_only=True)
class Package:
    """Parts that close all or none. The cover of debt service, where there is debt, is that of two forecasts."""

    id: UUID = field(default_factory=new_id)
    funder_id: UUID
    recipient_id: UUID
    title: str
    cover_base: Decimal | None
    cover_stress: Decimal | None
    proposed_at: datetime
    closed_at: datetime | None = None
    decisions: list[UUID] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    grants: list[GrantPart] = field(default_factory=list)
    investments: list[InvestmentPart] = field(default_factory=list)
    assets: list[AssetPart] = field(default_factory=list)
    version: int = 1

    def __post_init__(self) -> None:
        for parts in (self.conditions, self.grants, self.investments, self.assets):
            in_order(parts)
        if not (self.grants or self.investments or self.assets):
            raise Unacceptable("", "A package has parts.")
        if len({part.application_id for part in self.grants}) < len(self.grants):
            raise Unacceptable("/grants", "An application is awarded once.")
        must_have_an_order(self.conditions)

    @property
    def granted(self) -> Money:
        """What its grants come to."""
        return sum((part.amount for part in self.grants), start=ZERO)

    @property
    def invested(self) -> Money:
        """What investors bring."""
        return sum((part.capital for part in self.investments), start=ZERO)

    @property
    def subsidy_share(self) -> Fraction | None:
        """The part of the whole that is given for good: grants, concessions and discounts on assets."""
        assets = sum((part.valuation for part in self.assets), start=ZERO)
        given = sum((part.subsidy for part in self.grants), start=ZERO)
        given = sum((part.discount for part in self.assets), start=given)
        total = self.granted + self.invested + assets
        return None if total == ZERO else Fraction(given.pence, total.pence)

    @property
    def leverage(self) -> Fraction | None:
        """Pounds invested for each pound granted."""
        return None if self.granted == ZERO else Fraction(self.invested.pence, self.granted.pence)

    def meet(self, name: str, evidence: str, *, now: datetime) -> None:
        """A condition is met, once, after those before it."""
        self._must_be_open()
        known = {name_key(each.name): each for each in self.conditions}
        condition = known.get(name_key(name))
        if condition is None:
            raise NotFound(f"The package has no condition {name}.")
        if condition.met_on is not None:
            raise RuleBroken("That condition is met already.")
        waiting = [before for before in condition.after if known[name_key(before)].met_on is None]
        if waiting:
            raise RuleBroken(f"First must be met: {', '.join(waiting)}.")
        condition.met_on, condition.evidence = day_of(now), evidence
        self.version += 1

    def close(self, *, now: datetime) -> None:
        """Every condition is met, so all parts take effect. Raises RuleBroken before that, and the second time."""
        self._must_be_open()
        waiting = [condition.name for condition in self.conditions if condition.met_on is None]
        if waiting:
            raise RuleBroken(f"Not met yet: {', '.join(waiting)}.")
        for asset in self.assets:
            asset.transferred_on = day_of(now)
        self.closed_at = now
        self.version += 1

    def _must_be_open(self) -> None:
        if self.closed_at is not None:
            raise RuleBroken("The package has closed.")


def in_order(parts: Sequence[Numbered]) -> None:
    """Number them as they stand."""
    for number, part in enumerate(parts, 1):
        part.number = number


def must_have_an_order(conditions: Sequence[Condition]) -> None:
    """Raise Unacceptable for a condition named twice, after an unknown one, or in a circle with others."""
    after: Mapping[str, set[str]] = {name_key(each.name): {*map(name_key, each.after)} for each in conditions}
    if len(after) < len(conditions):
        raise Unacceptable("/conditions", "A condition is named once.")
    met: set[str] = set()
    while len(met) < len(after):
        ready = {name for name, before in after.items() if name not in met and before <= met}
        if not ready:
            raise Unacceptable("/conditions", "These conditions could never be met: they wait for one another.")
        met |= ready
