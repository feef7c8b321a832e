"""What the registry tells of contracts that were reserved before."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Part


class ReservedContract(Part):
    """A contract that was once reserved to public service mutuals (Procurement Act 2023 s.33) and awarded to one."""

    id: UUID
    organisation_id: UUID
    authority_id: UUID
    awarded_on: date
    comparable: bool | None = None  # to whatever is bought next; None: it depends on the kind, by its CPV codes
    title: str
    cpv: list[str] = []
    source: str  # who says so: self, registrar


class ReservedContractDeclared(Event):
    """An organisation was awarded this before or outside this platform. The entity is the declared contract."""

    type: ClassVar[str] = "registry.reserved_contract.declared.v1"

    contract: ReservedContract


class ReservedContractWithdrawn(Event):
    """A registrar found that the declaration was wrong, and why."""

    type: ClassVar[str] = "registry.reserved_contract.withdrawn.v1"

    contract: ReservedContract
    reason: str
