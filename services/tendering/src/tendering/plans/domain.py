"""A planned procurement. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money
from tendering.obligations.domain import Category, Regime


class Stage(StrEnum):
    """How far a plan has come. In the pipeline it is expected; a planned one is about to be advertised."""

    PIPELINE = "pipeline"  # a pipeline notice, UK1 (s.93)
    PLANNED = "planned"  # a planned procurement notice, UK3 (s.15)
    TENDERED = "tendered"  # the notice that follows from it was published
    WITHDRAWN = "withdrawn"


@dataclass(eq=False, kw_only=True)
class Intention:
    """What is to be bought, as far as it is known. `value` is an estimate without VAT; `tender_on` is expected."""

    title: str
    description: str
    category: Category
    regime: Regime
    cpv: list[str]
    value: Money
    tender_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def __post_init__(self) -> None:
        """Raises Unacceptable for days that contradict each other."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise Unacceptable("/ends_on", "A contract cannot end before it starts.")


@dataclass(eq=False, kw_only=True)
class Plan(Intention):
    """An intention that is public. `planned_at` is when its first planned procurement notice was published."""

    id: UUID = field(default_factory=new_id)
    buyer_id: UUID
    stage: Stage
    listed_at: datetime | None = None
    planned_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str | None = None
    version: int = 1

    @classmethod
    def announce(cls, buyer_id: UUID, intention: Intention, stage: Stage, *, now: datetime) -> Self:
        """Publish it for the first time, in the pipeline or as planned."""
        plan = cls(buyer_id=buyer_id, stage=stage, **vars(intention))
        plan._reach(stage, now=now)
        return plan

    def restate(self, intention: Intention, stage: Stage, *, now: datetime) -> None:
        """Publish it again. What is planned does not fall back into the pipeline; what is over stays as it is."""
        if self.stage not in {Stage.PIPELINE, Stage.PLANNED}:
            raise RuleBroken(f"The plan is {self.stage}, and no longer changes.")
        if (self.stage, stage) == (Stage.PLANNED, Stage.PIPELINE):
            raise RuleBroken("A planned procurement does not go back into the pipeline; withdraw it.")
        for each in fields(Intention):
            setattr(self, each.name, getattr(intention, each.name))
        self._reach(stage, now=now)
        self.version += 1

    def withdraw(self, reason: str, *, now: datetime) -> None:
        """Say that it will not be bought after all, and why."""
        if self.stage not in {Stage.PIPELINE, Stage.PLANNED}:
            raise RuleBroken(f"The plan is {self.stage}; cancel the notice instead.")
        self.stage = Stage.WITHDRAWN
        self.withdrawn_at = now
        self.withdrawn_because = reason
        self.version += 1

    def tender(self) -> None:
        """Let a notice follow from it; one procurement has one."""
        if self.stage not in {Stage.PIPELINE, Stage.PLANNED}:
            raise Unacceptable("/plan_id", f"The plan is {self.stage}: no other notice follows from it.")
        self.stage = Stage.TENDERED
        self.version += 1

    def _reach(self, stage: Stage, *, now: datetime) -> None:
        self.stage = stage
        if stage is Stage.PIPELINE:
            self.listed_at = self.listed_at or now
        else:
            self.planned_at = self.planned_at or now
