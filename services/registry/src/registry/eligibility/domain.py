"""What is asked about an organisation's eligibility, and what it was awarded under s.33 before. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from kernel.errors import Forbidden, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from registry.organisations.domain import Speaker
from rulebook.limbs import PastAward, Reservation
from rulebook.reservations import is_comparable
from rulebook.reserved_lots import LotTerms


class Regime(StrEnum):
    """The gates by which a competition may be reserved, and the two for which no law was found."""

    S32 = "s32"
    S33 = "s33"
    BELOW_THRESHOLD_UK = "below_threshold_uk"
    BELOW_THRESHOLD_LOCAL = "below_threshold_local"
    BELOW_THRESHOLD_SME = "below_threshold_sme"
    BELOW_THRESHOLD_VCSE = "below_threshold_vcse"
    USER_LED = "user_led"
    NOT_FOR_PROFIT = "not_for_profit"

    @property
    def reservation(self) -> Reservation:
        """For whom it keeps a lot."""
        return RESERVATIONS[self]


RESERVATIONS = MappingProxyType(
    {
        Regime.S32: Reservation.SUPPORTED_EMPLOYMENT,
        Regime.S33: Reservation.PUBLIC_SERVICE_MUTUAL,
        Regime.BELOW_THRESHOLD_UK: Reservation.UNITED_KINGDOM,
        Regime.BELOW_THRESHOLD_LOCAL: Reservation.LOCAL_AREA,
        Regime.BELOW_THRESHOLD_SME: Reservation.SME,
        Regime.BELOW_THRESHOLD_VCSE: Reservation.VCSE,
        Regime.USER_LED: Reservation.USER_LED,
        Regime.NOT_FOR_PROFIT: Reservation.NOT_FOR_PROFIT,
    }
)


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """A question about an organisation: a lot reserved by that regime, its award day, and perhaps its signature's."""

    organisation_id: UUID
    regime: Regime
    authority: UUID
    on: date
    lot: LotTerms
    signature_on: date | None = None
    evidence_on: date | None = None  # where a procedure tests evidence on a day of its own
    areas: Sequence[str] = ()
    cpv: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Raises Unacceptable for a signature before the award."""
        if self.signature_on is not None and self.signature_on < self.on:
            raise Unacceptable("query:signature_on", "A contract is not signed before it is awarded.")

    @property
    def days(self) -> Sequence[date]:
        """When the test is taken: on the planned award day, and again at signature."""
        return (self.on,) if self.signature_on is None else (self.on, self.signature_on)


@dataclass(eq=False, kw_only=True)
class ReservedContract:
    """A contract awarded to an organisation under s.33, as it or a registrar declared it.

    `comparable` to whatever is asked about; None lets the CPV codes decide.
    """

    id: UUID = field(default_factory=new_id)
    organisation_id: UUID
    authority_id: UUID
    awarded_on: date
    comparable: bool | None
    title: str
    cpv: list[str]
    source: str
    declared_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_because: str | None = None
    version: int = 1

    def withdraw(self, reason: str, speaker: Speaker, *, now: datetime) -> None:
        """It was declared in error. Whom it stands in the way of cannot take it back alone."""
        if not speaker.registrar:
            raise Forbidden("Only a registrar withdraws a declared contract.")
        if self.withdrawn_at is not None:
            raise RuleBroken("It was withdrawn already.")
        self.withdrawn_at, self.withdrawn_because = now, reason
        self.version += 1


def past_award(
    authority: UUID, awarded_on: date, comparable: bool | None, cpv: Sequence[str], *, to: Sequence[str], on: date
) -> PastAward:
    """An earlier award as the rule of s.33 sees it: comparable as was said, else by the kinds of both contracts."""
    return PastAward(authority, awarded_on, is_comparable(cpv, to, on=on) if comparable is None else comparable)
