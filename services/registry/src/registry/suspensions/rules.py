"""What a suspension does to a record of the register, and what its end undoes."""

from datetime import date

from kernel.errors import RuleBroken
from registry.organisations.domain import Organisation, Status


def suspend(organisation: Organisation, today: date) -> None:
    """It begins nothing new from today on. Raises RuleBroken for one that is not active."""
    if organisation.status is not Status.ACTIVE:
        raise RuleBroken(f"The register has it as {organisation.status}: only an active organisation is suspended.")
    organisation.status, organisation.status_since = Status.SUSPENDED, today
    organisation.version += 1


def resume(organisation: Organisation, today: date) -> bool:
    """It is active again, unless it ended meanwhile. Returns whether that changed anything."""
    if organisation.status is not Status.SUSPENDED:
        return False
    organisation.status, organisation.status_since = Status.ACTIVE, today
    organisation.version += 1
    return True
