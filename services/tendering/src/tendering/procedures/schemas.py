"""How phases look on the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from chassis.wire import DecimalIn, DecimalOut, InstantIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, places
from tendering.procedures.domain import FlexibleProcedure, Partnership, Phase, PhaseKind, Target

Bound = Annotated[DecimalIn, Field(ge=-1_000_000_000, le=1_000_000_000), places(4)]
Suppliers = Annotated[int, Field(ge=1, le=1000)]


class TargetIn(Strict):
    """What each of those who go on must have reached."""

    measure: Name
    unit: Name
    at_least: Bound | None = None
    at_most: Bound | None = None


class PhaseIn(Strict):
    """One phase. `conditions` are passed or failed, `targets` reached or missed; `criteria` are award criteria by name.

    With `at_most`, those with the most points by these criteria go on; `asks_price` where one of them is the price.
    `refines` says what of the award criteria may be refined once the phase is decided (s.24). The last phase is that
    of `final_tenders`, which has no `closes_at` of its own: it closes with the notice. With `lots`, by their
    references, it is for these alone: who is in the others goes on without it.
    """

    title: Name
    kind: Annotated[PhaseKind, Field(strict=False)]
    asks_for: Prose
    closes_at: InstantIn | None = None
    conditions: Annotated[list[Name], Field(max_length=50, default_factory=list)]
    targets: Annotated[list[TargetIn], Field(max_length=20, default_factory=list)]
    criteria: Annotated[list[Name], Field(max_length=50, default_factory=list)]
    asks_price: bool = False
    at_least: Suppliers | None = None
    at_most: Suppliers | None = None
    refines: Prose | None = None
    payment_ceiling: MoneyIn | None = None
    lots: Annotated[list[Name], Field(max_length=100, default_factory=list)]

    def phase(self) -> Phase:
        """In the words of the domain."""
        ceiling = self.payment_ceiling and self.payment_ceiling.parsed()
        lists = {name: tuple(getattr(self, name)) for name in ("conditions", "criteria", "lots")}
        targets = tuple(Target(**dict(each)) for each in self.targets)
        return Phase(**dict(self) | lists | {"targets": targets, "payment_ceiling": ceiling})


class FlexibleIn(Strict):
    """A competitive flexible procedure in its phases. In a `partnership` a gate closes each stage of development."""

    phases: Annotated[list[PhaseIn], Field(min_length=1, max_length=20)]
    partnership: Annotated[Partnership, Field(strict=False)] | None = None
    rights: Prose | None = None

    def procedure(self) -> FlexibleProcedure:
        """In the words of the domain."""
        phases = tuple(each.phase() for each in self.phases)
        return FlexibleProcedure(phases=phases, partnership=self.partnership, rights=self.rights)


class TargetOut(Out):
    """What each of those who go on must have reached."""

    measure: str
    unit: str
    at_least: DecimalOut | None
    at_most: DecimalOut | None


class PhaseOut(Out):
    """One phase as it was declared."""

    title: str
    kind: PhaseKind
    asks_for: str
    closes_at: datetime | None
    conditions: list[str]
    targets: list[TargetOut]
    criteria: list[str]
    asks_price: bool
    at_least: int | None
    at_most: int | None
    refines: str | None
    payment_ceiling: MoneyOut | None
    lots: list[str]


class FlexibleOut(Out):
    """The phases in their order; how far they have come is at /tendering/v1/notices/{id}/phases."""

    phases: list[PhaseOut]
    partnership: Partnership | None
    rights: str | None
