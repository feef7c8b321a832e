"""A subcontract: one link further down the chain of a contract. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money
from tendering.redactions.domain import Withholding


class NonDisclosure(StrEnum):
    """Whether the subcontractor must keep silent, and why: people's data and trade secrets are reasons."""

    NONE = "none"
    PERSONAL_DATA = "personal_data"
    TRADE_SECRET = "trade_secret"  # noqa: S105  a reason, no password
    OTHER = "other"


class Flag(StrEnum):
    """What is odd about a subcontract, and shown: nothing of it is refused."""

    OVER_VALUE = "over_value"  # the links under one are worth more than it
    OUTSIDE_TERM = "outside_term"
    FORCED_SILENCE = "forced_silence"
    LONGER_TERMS = "longer_terms"  # than the law implies; it has no effect


@dataclass(eq=False, kw_only=True)
class Subcontract:
    """`tier` 2 is paid by the supplier itself. `above_id` is the subcontract above; None: the contract is.

    While its payee's name is `withheld`, everybody but the buyer, auditors and its own two sides knows it by this id.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    buyer_id: UUID
    above_id: UUID | None
    payer_id: UUID
    payee_id: UUID
    tier: int
    service: str
    cpv_division: str | None
    value: Money
    starts_on: date
    ends_on: date
    written_days: int  # to pay, as the paper says
    payment_days: int  # to pay, as the law has it
    non_disclosure: NonDisclosure
    declared_at: datetime
    flags: list[str] = field(default_factory=list)
    decisions: list[UUID] = field(default_factory=list)
    ended_on: date | None = None
    ended_because: str | None = None
    withheld: Withholding | None = None
    version: int = 1

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise Unacceptable("/ends_on", "A subcontract does not end before it starts.")
        if self.withheld is not None:
            self.withheld.must_expire(day_of(self.declared_at), "/withheld")

    @property
    def last_day(self) -> date:
        """Its last day: as agreed, or as it was cut short."""
        return self.ended_on or self.ends_on

    def end(self, on: date, reason: str) -> None:
        """Cut it short, with that day as its last. Raises RuleBroken the second time, Unacceptable for another day."""
        if self.ended_on is not None:
            raise RuleBroken(f"This subcontract was ended on {self.ended_on} already.")
        if not self.starts_on <= on <= self.ends_on:
            raise Unacceptable("/ended_on", f"The subcontract runs from {self.starts_on} to {self.ends_on}.")
        self.ended_on, self.ended_because = on, reason
        self.version += 1

    def disclose(self) -> None:
        """Withhold its payee's name no longer. Raises RuleBroken where nothing is withheld."""
        if self.withheld is None:
            raise RuleBroken("No name is withheld here.")
        self.withheld = None
        self.version += 1


def must_close_no_loop(payee_id: UUID, above: Sequence[UUID]) -> None:
    """Raises RuleBroken if the payee stands above already: buyer, supplier, or a subcontractor on the way down."""
    if payee_id in above:
        raise RuleBroken("This subcontract closes a loop: its payee stands above it in the same chain.")
