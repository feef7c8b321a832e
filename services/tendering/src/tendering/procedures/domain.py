"""A competitive flexible procedure as its buyer declares it (s.20). Pure: no database, no clock, no wire."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from kernel.errors import NotFound
from kernel.money import Money


class PhaseKind(StrEnum):
    """What a phase asks of those who take part."""

    PARTICIPATION = "participation"  # requests to participate, by the conditions of participation (s.22)
    DIALOGUE = "dialogue"
    INITIAL_TENDERS = "initial_tenders"
    DESIGN = "design"
    DEVELOPMENT = "development"
    PILOT = "pilot"  # a demonstration or a trial
    EVALUATION = "evaluation"  # what a pilot did, by its users and by others
    FINAL_TENDERS = "final_tenders"  # the bids, from which the award is made (s.19)


class Partnership(StrEnum):
    """A procedure in which the service is developed with those who may provide it, stage by stage."""

    INNOVATION = "innovation"
    PUBLIC_SOCIAL = "public_social"


#: The phases of a partnership that a gate closes.
STAGES = frozenset({PhaseKind.DESIGN, PhaseKind.DEVELOPMENT, PhaseKind.PILOT, PhaseKind.EVALUATION})


@dataclass(frozen=True)
class Target:
    """What each of those who go on must have reached: a figure of `measure`, in `unit`, within the bounds."""

    measure: str
    unit: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None

    def is_met_by(self, figure: Decimal) -> bool:
        """Whether a figure lies within; the bounds themselves do."""
        return (self.at_least is None or figure >= self.at_least) and (self.at_most is None or figure <= self.at_most)


@dataclass(frozen=True, kw_only=True)
class Phase:
    """One phase: what is asked for until when, how that is assessed, and how many go on.

    `conditions` are passed or failed, `targets` are reached or missed, `criteria` are award criteria by their names.
    With `at_most`, those with the most points by these criteria go on. `refines` says what of the award criteria may
    be refined once the phase is decided (s.24). Nobody is paid more than the `payment_ceiling` for it.
    It is for the `lots` that it names by their references, or for all. The final tenders close with the notice and have
    no day of their own.
    """

    title: str
    kind: PhaseKind
    asks_for: str
    closes_at: datetime | None = None
    conditions: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    criteria: tuple[str, ...] = ()
    asks_price: bool = False
    at_least: int | None = None
    at_most: int | None = None
    refines: str | None = None
    payment_ceiling: Money | None = None
    lots: tuple[str, ...] = ()

    @property
    def is_final(self) -> bool:
        return self.kind is PhaseKind.FINAL_TENDERS

    def is_for(self, reference: str | None) -> bool:
        """Whether a lot of this reference is in it."""
        return not self.lots or reference in self.lots


@dataclass(frozen=True, kw_only=True)
class FlexibleProcedure:
    """The phases in their order, numbered from 1. In a partnership `rights` says who may use what comes of it."""

    phases: tuple[Phase, ...]
    partnership: Partnership | None = None
    rights: str | None = None

    def phase(self, number: int) -> Phase:
        """One phase by its number. Raises NotFound."""
        if not 1 <= number <= len(self.phases):
            raise NotFound(f"There is no phase {number}.")
        return self.phases[number - 1]

    def has_gate(self, number: int) -> bool:
        """Whether the authority decides, once this phase is assessed, if the partnership goes on at all."""
        return self.partnership is not None and self.phase(number).kind in STAGES

    def moved(self, by: timedelta) -> "FlexibleProcedure":
        """The same phases at other times."""
        return replace(
            self, phases=tuple(replace(each, closes_at=each.closes_at and each.closes_at + by) for each in self.phases)
        )

    @property
    def asks_to_take_part(self) -> bool:
        """Whether it begins with requests to participate."""
        return self.phases[0].kind is PhaseKind.PARTICIPATION
