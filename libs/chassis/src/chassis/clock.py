"""What time it is: the server's clock, or in a sandbox the story's."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from chassis.problems import NO_SANDBOX, Problem, invalid
from chassis.wire import INSTANT

HEADER = "commonweal-now"


async def clock(request: Request) -> datetime:
    """The time of this request, in UTC. `story_time` has judged the header before."""
    told: datetime | None = getattr(request.state, "now", None)
    return told or datetime.now(UTC)


def moment_of(request: Request) -> datetime:
    """The same for a request to a page, whose route has judged nothing. Raises as `story_time` does."""
    return story_time(request, sandbox=request.app.state.settings.sandbox) or datetime.now(UTC)


Now = Annotated[datetime, Depends(clock)]


def story_time(request: Request, *, sandbox: bool) -> datetime | None:
    """The time that Commonweal-Now sets, None without it. Raises Problem: 400 outside a sandbox, 422 for no instant."""
    sent = request.headers.get(HEADER)
    if sent is None:
        return None
    if not sandbox:
        raise Problem(NO_SANDBOX, "Commonweal-Now is only taken in a sandbox.")
    if INSTANT.fullmatch(sent) is None:
        raise invalid(f"header:{HEADER}", "Commonweal-Now should look like 2026-11-25T09:00:00Z.")
    try:
        return datetime.fromisoformat(sent).astimezone(UTC)
    except ValueError as error:
        raise invalid(f"header:{HEADER}", "There is no such instant.") from error
