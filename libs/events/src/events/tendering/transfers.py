"""Staff who move with a service; nothing is told of any of them. The entity is the transfer."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Party


class TransferPlanned(Event):
    """Staff of the incumbent become the winner's on a day; what the winner must know of them is due before it."""

    type: ClassVar[str] = "tendering.transfer.planned.v1"

    contract_id: UUID
    notice_id: UUID
    incumbent: Party
    winner: Party
    transfers_on: date
    due_on: date


class WorkforceInformationGiven(Event):
    """The incumbent gave the winner the employee liability information, in time or late and why."""

    type: ClassVar[str] = "tendering.workforce_information.given.v1"

    contract_id: UUID
    incumbent: Party
    winner: Party
    due_on: date
    in_time: bool
    late_because: str | None
    notice_id: UUID | None = None
