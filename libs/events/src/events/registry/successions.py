"""What a succession of public bodies is made of, as the registry tells it."""

from datetime import date
from uuid import UUID

from events import Part


class SuccessionTransfer(Part):
    """What one body hands to another: functions, and contracts by their OCIDs or references."""

    predecessor: UUID
    successor: UUID
    functions: list[str] = []
    contracts: list[str] = []


class SuccessionCost(Part):
    """What was paid for the change."""

    on: date
    amount: str
    purpose: str


class SuccessionTask(Part):
    """What has to be ready, by when, and since when it is."""

    what: str
    due_on: date | None = None
    done_on: date | None = None


class SuccessionLesson(Part):
    """What the next ones should know."""

    told_on: date
    lesson: str


class SuccessionFacts(Part):
    """Bodies that hand over to others on a day. Predecessors that are not continuing end with it."""

    id: UUID
    title: str
    instrument: str  # the order or Act that it rests on
    effective_on: date
    stage: str  # planned, in_force, withdrawn
    transfers: list[SuccessionTransfer] = []
    continuing: list[UUID] = []
    cost_to_date: str = "0.00"
    costs: list[SuccessionCost] = []
    checklist: list[SuccessionTask] = []
    lessons: list[SuccessionLesson] = []
    withdrawn_because: str | None = None
