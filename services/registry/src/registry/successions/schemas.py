"""How successions look on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from chassis.wire import DayIn, IdIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from registry.successions.domain import Cost, Lesson, Plan, Stage, Task, Transfer

#: An OCID, or what both sides know a contract by.
ContractReference = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,140}$"), Field(examples=["ocds-213czf-1"])]


class TransferIn(Strict):
    """What one body hands to another."""

    predecessor: IdIn
    successor: IdIn
    functions: list[Name] = Field([], max_length=200)
    contracts: list[ContractReference] = Field([], max_length=1000)


class CostIn(Strict):
    """What was paid for the change."""

    on: DayIn
    amount: MoneyIn
    purpose: Name


class TaskIn(Strict):
    """What has to be ready: by the first day, unless another is named."""

    what: Name
    due_on: DayIn | None = None
    done_on: DayIn | None = None


class LessonIn(Strict):
    """What the next ones should know."""

    told_on: DayIn
    lesson: Prose


class SuccessionIn(
    Strict,
    json_schema_extra=example(
        title="Northbridge and Ashgate become one council",
        instrument="The Northbridge (Structural Changes) Order 2026",
        effective_on="2027-04-01",
        transfers=[
            {
                "predecessor": "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
                "successor": "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5c",
                "functions": ["Housing", "Waste collection"],
                "contracts": ["ocds-213czf-0198c4f2"],
            }
        ],
        costs=[{"on": "2026-06-30", "amount": {"amount": "250000.00", "currency": "GBP"}, "purpose": "Programme"}],
        checklist=[{"what": "Suppliers know whom to invoice", "due_on": "2027-03-15"}],
        lessons=[{"told_on": "2026-07-31", "lesson": "Agree the map of contracts before that of staff."}],
    ),
):
    """A succession, whole. Several bodies may hand over to one, and one to several."""

    title: Name
    instrument: Name
    effective_on: DayIn
    transfers: list[TransferIn] = Field(min_length=1, max_length=200)
    continuing: list[IdIn] = Field([], max_length=200, description="Predecessors that go on with what they keep.")
    costs: list[CostIn] = Field([], max_length=500)
    checklist: list[TaskIn] = Field([], max_length=200)
    lessons: list[LessonIn] = Field([], max_length=100)

    def parsed(self) -> Plan:
        """The plan as the domain judges it."""
        return Plan(
            self.title,
            self.instrument,
            self.effective_on,
            tuple(
                Transfer(it.predecessor, it.successor, tuple(it.functions), tuple(it.contracts))
                for it in self.transfers
            ),
            frozenset(self.continuing),
            tuple(Cost(it.on, it.amount.parsed(), it.purpose) for it in self.costs),
            tuple(Task(it.what, it.due_on, it.done_on) for it in self.checklist),
            tuple(Lesson(it.told_on, it.lesson) for it in self.lessons),
        )


class WithdrawalIn(Strict, json_schema_extra=example(reason="The order was not made.")):
    """Why it does not happen."""

    reason: Prose


class TransferOut(Out):
    predecessor: UUID
    successor: UUID
    functions: list[str]
    contracts: list[str]


class CostOut(Out):
    on: date
    amount: MoneyOut
    purpose: str


class TaskOut(Out):
    what: str
    due_on: date | None
    done_on: date | None


class LessonOut(Out):
    told_on: date
    lesson: str


class SuccessionOut(Out):
    """A succession; `ready` is whether nothing on its checklist is still to do."""

    id: UUID
    title: str
    instrument: str
    effective_on: date
    stage: Stage
    transfers: list[TransferOut]
    continuing: list[UUID]
    costs: list[CostOut]
    cost_to_date: MoneyOut
    checklist: list[TaskOut]
    ready: bool
    lessons: list[LessonOut]
    withdrawn_because: str | None
    version: int


class BodyOut(Out):
    id: UUID
    name: str


class HeirOut(Out):
    """Who does a body's work, and the days on which it passed on."""

    organisation: BodyOut
    passed_on: list[date]
