"""How disclosures look on the wire."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, JsonValue, model_validator

from chassis.wire import Count, DayIn, Out, SignedAmountIn, Strict, example
from kernel.periods import DatePeriod
from registry.catalogue.domain import Value
from registry.disclosures.domain import Kind

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Days = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]{0,3})(\.[0-9]{1,2})?$", examples=["21.5"])]
Percentage = Annotated[str, Field(pattern=r"^(100(\.0{1,2})?|[1-9]?[0-9](\.[0-9]{1,2})?)$", examples=["92.5"])]
WHOLE, ROUNDED = Decimal(100), Decimal("0.5")  # three rounded shares may miss the whole by a little


class LivingWageIn(Strict):
    """How many people are employed, and how many of them are paid less than the real living wage."""

    staff: Count
    staff_below_living_wage: Count

    @model_validator(mode="after")
    def _is_a_part(self) -> "LivingWageIn":
        if self.staff_below_living_wage > self.staff:
            raise ValueError("No more people are paid too little than are employed")
        return self

    @property
    def facts(self) -> dict[str, Value]:
        return {"staff": self.staff, "staff_below_living_wage": self.staff_below_living_wage}


class PaymentPracticeIn(Strict):
    """How long suppliers wait for their money, on average, and which share of invoices was paid when, in percent."""

    mean_days: Days
    within_30_pct: Percentage
    from_31_to_60_pct: Percentage
    after_60_pct: Percentage

    @model_validator(mode="after")
    def _is_the_whole(self) -> "PaymentPracticeIn":
        shares = (self.within_30_pct, self.from_31_to_60_pct, self.after_60_pct)
        if abs(sum(map(Decimal, shares)) - WHOLE) > ROUNDED:
            raise ValueError("The three shares add up to 100")
        return self

    @property
    def facts(self) -> dict[str, Value]:
        return {"supplier_payment_days": self.mean_days}


class JurisdictionIn(Strict):
    """What a group did in one country, in pounds: what it turned over, earned and paid in tax, with how many people."""

    country: Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["GB"])]
    turnover: SignedAmountIn
    profit_before_tax: SignedAmountIn
    tax_paid: SignedAmountIn
    staff: Count


class DisclosureIn(
    Strict,
    json_schema_extra=example(
        first="2025-10-01", last="2026-09-30", living_wage={"staff": 84, "staff_below_living_wage": 3}
    ),
):
    """The figures of one kind for a period, both its days included; and, by its digest, the document they are from."""

    first: DayIn
    last: DayIn
    living_wage: LivingWageIn | None = None
    payment_practice: PaymentPracticeIn | None = None
    tax_jurisdictions: list[JurisdictionIn] | None = Field(None, min_length=1, max_length=250)
    sha256: Sha256 | None = None

    @model_validator(mode="after")
    def _is_one_kind(self) -> "DisclosureIn":
        if sum(getattr(self, kind) is not None for kind in Kind) != 1:
            raise ValueError("Disclose figures of one kind at a time")
        countries = [it.country for it in self.tax_jurisdictions or ()]
        if len(set(countries)) != len(countries):
            raise ValueError("A country is named once")
        if self.last < self.first:
            raise ValueError("A period does not end before it begins")
        return self

    @property
    def kind(self) -> Kind:
        return next(kind for kind in Kind if getattr(self, kind) is not None)

    @property
    def period(self) -> DatePeriod:
        return DatePeriod(self.first, self.last)

    @property
    def figures(self) -> dict[str, Any]:
        if self.tax_jurisdictions is not None:
            return {"jurisdictions": [it.model_dump() for it in self.tax_jurisdictions]}
        return dict((self.living_wage or self.payment_practice or self).model_dump())

    @property
    def facts(self) -> dict[str, Value]:
        """What counts as evidence, by the names of the catalogue. Taxes by country prove nothing that a rule asks."""
        told = self.living_wage or self.payment_practice
        return {} if told is None else told.facts


class DisclosureOut(Out):
    """What was disclosed. `current` is false once it was corrected."""

    id: UUID
    organisation_id: UUID
    kind: Kind
    first: date
    last: date
    figures: dict[str, JsonValue]
    sha256: str | None
    disclosed_at: datetime
    due_on: date
    days_late: int
    decision_id: UUID
    corrects: UUID | None
    current: bool


class RegularityOut(Out):
    """How regularly one kind is disclosed; nothing is due from who never began."""

    kind: Kind
    last: date | None
    disclosed: int
    late: int
    next_due_on: date | None
    days_missing: int
    gaps: int
