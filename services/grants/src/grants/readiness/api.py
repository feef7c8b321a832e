"""Readiness for an award over HTTP: parse, call, answer."""

from uuid import UUID

from chassis.http import Now, Reading, Router
from chassis.identity import Caller
from grants.readiness import queries
from grants.readiness.schemas import ReadinessOut

router = Router(prefix="/applications/{application_id}/readiness", tags=["readiness"])


@router.get("", response_model=ReadinessOut)
async def read_readiness(application_id: UUID, caller: Caller, reading: Reading, now: Now) -> ReadinessOut:
    """What the rules that the funder adopted would say if you awarded all that is asked for now."""
    found = await queries.readable_readiness(
        reading, caller.organisation, caller.roles, application_id, by=caller.subject, now=now
    )
    return ReadinessOut.of([*found])
