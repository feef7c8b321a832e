"""In a sandbox nobody waits for midnight: `POST /due` runs what is due at the time that `Commonweal-Now` says."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from chassis.http import Now, Router
from chassis.identity import Actor, role
from chassis.timers import due, in_turn

Administrator = Annotated[Actor, Depends(role("platform_admin"))]
router: APIRouter = Router(tags=["sandbox"])


@router.post("/due", status_code=204)
async def run_what_is_due(request: Request, _: Administrator, now: Now) -> None:
    """Run the service's timers as of the story's time, each in a transaction of its own."""
    await due(request.app.state.sessions, request.app.state.work.timers, now, in_turn)
