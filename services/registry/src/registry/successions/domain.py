"""A succession: bodies hand their functions and contracts to others on a day. Pure: no database, no clock, no wire."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money


class Stage(StrEnum):
    """How far it is."""

    PLANNED = "planned"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Transfer:
    """What one body hands to another. A contract is named by its OCID, or as both sides know it."""

    predecessor: UUID
    successor: UUID
    functions: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cost:
    """What the change has cost so far: one payment, or one period's."""

    on: date
    amount: Money
    purpose: str


@dataclass(frozen=True)
class Task:
    """What has to be ready, by the first day unless another is named."""

    what: str
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Lesson:
    """What the next ones should know."""

    told_on: date
    lesson: str


@dataclass(frozen=True)
class Plan:
    """What is said of a succession, whole. Predecessors that are not `continuing` end with it."""

    title: str
    instrument: str  # the order or Act that it rests on
    effective_on: date
    transfers: tuple[Transfer, ...]
    continuing: frozenset[UUID] = frozenset()
    costs: tuple[Cost, ...] = ()
    checklist: tuple[Task, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    @property
    def predecessors(self) -> tuple[UUID, ...]:
        """Who hands over, each once, in the order of the plan."""
        return tuple(dict.fromkeys(it.predecessor for it in self.transfers))

    @property
    def successors(self) -> tuple[UUID, ...]:
        """Who takes over, each once, in the order of the plan."""
        return tuple(dict.fromkeys(it.successor for it in self.transfers))

    @property
    def pairs(self) -> frozenset[tuple[UUID, UUID]]:
        """Who hands over to whom."""
        return frozenset((it.predecessor, it.successor) for it in self.transfers)

    def must_make_sense(self, today: date) -> None:
        """Raise Unacceptable, with the place, for what nobody could mean."""
        if both := set(self.predecessors) & set(self.successors):
            raise Unacceptable("/transfers", f"The organisation {min(both)} cannot both hand over and take over.")
        if len(self.pairs) < len(self.transfers):
            raise Unacceptable("/transfers", "One body hands over to another once: say all of it in one place.")
        contracts = Counter(contract for it in self.transfers for contract in it.contracts)
        if twice := [contract for contract, times in contracts.items() if times > 1]:
            raise Unacceptable("/transfers", f"The contract {twice[0]} goes to one body only.")
        if not self.continuing <= set(self.predecessors):
            raise Unacceptable("/continuing", "Only a body that hands something over can be said to continue.")
        for place, day in self._days_past():
            if day > today:
                raise Unacceptable(place, f"{day} has not come yet.")

    def _days_past(self) -> list[tuple[str, date]]:
        days = [(f"/costs/{number}/on", it.on) for number, it in enumerate(self.costs)]
        days += [(f"/lessons/{number}/told_on", it.told_on) for number, it in enumerate(self.lessons)]
        return days + [
            (f"/checklist/{number}/done_on", it.done_on) for number, it in enumerate(self.checklist) if it.done_on
        ]


@dataclass(frozen=True)
class Edge:
    """From one body that ended to one that took over, and since when."""

    predecessor: UUID
    successor: UUID
    on: date


@dataclass(eq=False)
class Place:
    """That a successor takes the place of a body that ends: what is walked from old to new."""

    predecessor_id: UUID
    successor_id: UUID


@dataclass(eq=False)
class Succession:
    """A plan, and how far it is. What is in force is history: who and when no longer change."""

    id: UUID
    title: str = ""
    instrument: str = ""
    effective_on: date = date.max
    transfers: tuple[Transfer, ...] = ()
    continuing: list[UUID] = field(default_factory=list)
    costs: tuple[Cost, ...] = ()
    checklist: tuple[Task, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    places: list[Place] = field(default_factory=list)
    stage: Stage = Stage.PLANNED
    withdrawn_because: str | None = None
    version: int = 1

    @classmethod
    def planned(cls, succession_id: UUID, plan: Plan, today: date) -> Self:
        """A plan is on record. Raises Unacceptable."""
        plan.must_make_sense(today)
        succession = cls(succession_id)
        succession._take(plan)
        return succession

    @property
    def plan(self) -> Plan:
        """All that is said of it now."""
        continuing = frozenset(self.continuing)
        parts = (self.transfers, continuing, self.costs, self.checklist, self.lessons)
        return Plan(self.title, self.instrument, self.effective_on, *parts)

    @property
    def cost_to_date(self) -> Money:
        """What it has cost so far."""
        return sum((it.amount for it in self.costs), Money(0))

    @property
    def ready(self) -> bool:
        """Whether nothing on the checklist is still to do."""
        return all(task.done_on for task in self.checklist)

    def concerns(self, organisation: UUID | None) -> bool:
        """Whether it hands something over, or takes something over."""
        return organisation in {*self.plan.predecessors, *self.plan.successors}

    def restate(self, plan: Plan, today: date) -> bool:
        """Say it anew, whole. Returns whether anything changed. Raises Unacceptable, RuleBroken.

        Once it is in force functions, contracts, costs, tasks and lessons may still be completed.
        """
        if self.stage is Stage.WITHDRAWN:
            raise RuleBroken("It was withdrawn.")
        plan.must_make_sense(today)
        before, fixed = self.plan, ("effective_on", "pairs", "continuing")
        if self.stage is Stage.IN_FORCE and any(getattr(plan, it) != getattr(before, it) for it in fixed):
            raise RuleBroken(f"It is in force since {self.effective_on}: who took over from whom is history.")
        if plan == before:
            return False
        self._take(plan)
        self.version += 1
        return True

    def withdraw(self, reason: str) -> None:
        """It does not happen. Raises RuleBroken once it has."""
        if self.stage is not Stage.PLANNED:
            raise RuleBroken(f"It is {self.stage.replace('_', ' ')}: only a plan is withdrawn.")
        self.stage, self.withdrawn_because, self.places = Stage.WITHDRAWN, reason, []
        self.version += 1

    def come_into_force(self) -> None:
        """The day has come."""
        self.stage = Stage.IN_FORCE
        self.version += 1

    def _take(self, plan: Plan) -> None:
        self.title, self.instrument, self.effective_on = plan.title, plan.instrument, plan.effective_on
        self.transfers, self.continuing = plan.transfers, sorted(plan.continuing)
        self.costs, self.lessons = plan.costs, plan.lessons
        self.checklist = tuple(replace(it, due_on=it.due_on or plan.effective_on) for it in plan.checklist)
        if self.stage is Stage.IN_FORCE:
            return  # places may have passed on to the records that stand for those of the plan
        known = {(it.predecessor_id, it.successor_id): it for it in self.places}
        ending = [(it.predecessor, it.successor) for it in plan.transfers if it.predecessor not in plan.continuing]
        self.places = [known.get(pair) or Place(*pair) for pair in ending]
