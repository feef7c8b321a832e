"""How lots look on the wire."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from chassis.wire import CpvIn, DayIn, DecimalIn, DecimalOut, IdIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, places
from rulebook.limbs import Reservation
from tendering.terms.domain import CallOff, Framework, Item, Justification, Lot, LotLimit, Mechanism

# An area as the Office for National Statistics codes it.
Gss = Annotated[str, Field(pattern=r"^[A-Z][0-9]{8}$", examples=["E06000015"])]
Reference = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,50}$", examples=["lot-1"])]


class ItemIn(Strict):
    """One thing that a lot consists of."""

    cpv: CpvIn
    description: Prose | None = None
    quantity: Annotated[DecimalIn, Field(gt=0, le=1_000_000_000), places(4)] | None = None
    unit: Name | None = None


class LotIn(Strict):
    """A part that may be awarded on its own; `value` is an estimate. `reference` is the buyer's own name for it.

    `extension_months` is how long renewals may last beyond `ends_on`, and `renewal` says on what terms; `options` says
    what else may be asked for later. `reserved` keeps it for one class of providers, as far as the law gives a ground;
    for `local_area`, `reserved_areas` are the GSS codes of the area.
    """

    title: Name
    value: MoneyIn
    reference: Reference | None = None
    description: Prose | None = None
    starts_on: DayIn | None = None
    ends_on: DayIn | None = None
    extension_months: Annotated[int, Field(ge=0, le=600)] = 0
    renewal: Prose | None = None
    options: Prose | None = None
    items: Annotated[list[ItemIn], Field(max_length=100, default_factory=list)]
    reserved: Annotated[Reservation, Field(strict=False)] | None = None
    reserved_areas: Annotated[list[Gss], Field(max_length=50, default_factory=list)]

    def lot(self) -> Lot:
        """In the words of the domain."""
        return Lot(**self.told())

    def told(self) -> dict[str, Any]:
        """What it says of the lot, by the domain's names."""
        items = [Item(**dict(each)) for each in self.items]
        return dict(self) | {"value": self.value.parsed(), "items": items}


class LotLimitIn(Strict):
    """How many of these lots, by their references, one group of suppliers may win."""

    lots: Annotated[list[Reference], Field(min_length=1, max_length=100)]
    maximum: Annotated[int, Field(ge=1, le=100)]

    def limit(self) -> LotLimit:
        """In the words of the domain."""
        return LotLimit(tuple(self.lots), self.maximum)


class ItemOut(Out):
    """One thing that a lot consists of."""

    cpv: str
    description: str | None
    quantity: DecimalOut | None
    unit: str | None


class FrameworkIn(Strict):
    """That contracts are to be called off under the lots, and how; an open framework lets others join later.

    `buyers` are the authorities that may call off beside its own. `pricing` is the price, or how it is found. Where
    contracts are called off without competition among several, `mechanism` says how one is chosen, and `core_terms`
    what is agreed beforehand. Nobody with fewer than `minimum_points` of a hundred has a seat. `longer_because` is why
    the nature of what is supplied needs a longer term than four years (s.47(2)). `finishes_call_offs` lets what was
    begun under an open framework be awarded after the next round of it.
    """

    call_off: Annotated[CallOff, Field(strict=False)]
    maximum_suppliers: Annotated[int, Field(ge=1, le=1000)]
    is_open: bool = False
    mechanism: Annotated[Mechanism, Field(strict=False)] | None = None
    pricing: Prose | None = None
    core_terms: Prose | None = None
    buyers: Annotated[list[IdIn], Field(max_length=1000, default_factory=list)]
    minimum_points: Annotated[int, Field(ge=0, le=100)] = 0
    longer_because: Prose | None = None
    finishes_call_offs: bool = False

    def framework(self) -> Framework:
        """In the words of the domain."""
        return Framework(**dict(self) | {"buyers": tuple(dict.fromkeys(self.buyers))})


class FrameworkOut(Out):
    """That contracts are called off under the lots, and how."""

    call_off: CallOff
    maximum_suppliers: int
    is_open: bool
    mechanism: Mechanism | None
    pricing: str | None
    core_terms: str | None
    buyers: list[UUID]
    minimum_points: int
    longer_because: str | None
    finishes_call_offs: bool


class UnderOut(Out):
    """The framework, and the lot of it, under which a contract is called off."""

    framework_id: UUID
    lot_id: UUID


class JustificationIn(Strict):
    """Why nobody else is asked, and to whom the contract is to go.

    `ground` is the number of a paragraph of Schedule 5, or `s42` (to protect life) or `s43` (a competition failed).
    """

    ground: Annotated[str, Field(pattern=r"^([1-9][0-9]?|s42|s43)$", examples=["6"])]
    reason: Prose
    supplier_id: IdIn

    def justification(self) -> Justification:
        """In the words of the domain."""
        return Justification(**dict(self))


class JustificationOut(Out):
    """Why nobody else is asked, and to whom the contract is to go."""

    ground: str
    reason: str
    supplier_id: UUID


class LotOut(Out):
    """A lot; `award_id` once it has gone to a bidder."""

    id: UUID
    title: str
    value: MoneyOut
    reference: str | None
    description: str | None
    starts_on: date | None
    ends_on: date | None
    extension_months: int
    renewal: str | None
    options: str | None
    items: list[ItemOut]
    reserved: Reservation | None
    reserved_areas: list[str]
    award_id: UUID | None


class LotLimitOut(Out):
    """How many of these lots one group of suppliers may win."""

    lots: list[str]
    maximum: int
