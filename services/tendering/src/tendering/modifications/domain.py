"""A change of a contract, from its announcement to its making. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from kernel.money import Money
from rulebook.modifications import Ground


class Stage(StrEnum):
    """Where a change stands: told to everybody first, where the law asks for that, or ready to be made."""

    ANNOUNCED = "announced"
    READY = "ready"
    MADE = "made"
    DROPPED = "dropped"


@dataclass(eq=False, kw_only=True)
class Modification:
    """What the contract shall become, on which ground and why. `decisions` are the rules consulted, by id."""

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    value: Money
    ends_on: date
    ground: Ground
    material_scope_change: bool
    shifts_balance: bool
    rationale: str
    proposed_at: datetime
    stage: Stage = Stage.READY
    made_at: datetime | None = None
    decisions: list[UUID] = field(default_factory=list)
    version: int = 1

    def make(self, *, now: datetime) -> None:
        """The contract is now this."""
        self._leave(Stage.MADE)
        self.made_at = now

    def drop(self) -> None:
        """It will not be made."""
        self._leave(Stage.DROPPED)

    def _leave(self, stage: Stage) -> None:
        if self.stage not in {Stage.ANNOUNCED, Stage.READY}:
            raise RuleBroken(f"This change is {self.stage}; nothing more can come of it.")
        self.stage = stage
        self.version += 1
