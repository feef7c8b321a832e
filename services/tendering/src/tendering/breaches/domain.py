"""A breach and what it led to. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money
from tendering.contracts.domain import Contract, EndGround


class Consequence(StrEnum):
    """What sets the clock of the notice going (Procurement Act 2023 s.71(3) and (4))."""

    TERMINATION = "termination"
    PARTIAL_TERMINATION = "partial_termination"
    DAMAGES = "damages"
    SETTLEMENT = "settlement"
    NO_IMPROVEMENT = "no_improvement"  # it had its opportunity to improve, and did not

    @property
    def words(self) -> str:
        """As a sentence has it."""
        return self.value.replace("_", " ")


#: What may be put in money.
PAID = frozenset({Consequence.DAMAGES, Consequence.SETTLEMENT})


@dataclass(eq=False, kw_only=True)
class Breach:
    """What of a contract was not carried out; known to its parties until it is published.

    `decided_on` is the day of the consequence, and day 1 of the period for the notice. `value` is what was awarded or
    agreed. `assessment_id` is the assessment after which nothing improved.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    consequence: Consequence
    requirement: str
    description: str
    decided_on: date
    due_on: date
    is_statutory: bool
    recorded_at: datetime
    value: Money | None = None
    assessment_id: UUID | None = None
    published_at: datetime | None = None
    version: int = 1

    def __post_init__(self) -> None:
        if self.value is not None and self.consequence not in PAID:
            raise Unacceptable("/value", "Only damages and settlements come to a sum.")
        if (self.assessment_id is not None) is not (self.consequence is Consequence.NO_IMPROVEMENT):
            raise Unacceptable(
                "/assessment_id", "Failing to improve follows from an assessment, and nothing else does."
            )

    def publish(self, *, now: datetime) -> None:
        """Tell everybody; once."""
        if self.published_at is not None:
            raise RuleBroken("This breach is published already.")
        self.published_at = now
        self.version += 1


def must_have_happened(contract: Contract, consequence: Consequence, decided_on: date, *, now: datetime) -> None:
    """Raise for a day outside the contract's life, and for a termination that the contract does not show."""
    if contract.signed_at is None:
        raise RuleBroken("A contract that is not signed cannot be broken.")
    if not day_of(contract.signed_at) <= decided_on <= day_of(now):
        raise Unacceptable("/decided_on", "That day is before the signature, or still to come.")
    if consequence is not Consequence.TERMINATION:
        return
    if contract.ended_ground is not EndGround.BREACH:
        raise RuleBroken("The contract was not terminated for breach; end it on that ground first.")
    if decided_on != contract.ended_on:
        raise Unacceptable("/decided_on", f"The contract was terminated on {contract.ended_on}.")
