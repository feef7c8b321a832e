"""Reading your own writes across services: `Commonweal-After` waits until the named event has been read here."""

import asyncio
import re
import time
from uuid import UUID

from fastapi import Request

from chassis.problems import NOT_YET_READ, invalid, unavailable
from chassis.standing import has_read
from events import Event
from events.catalogue import CATALOGUE

HEADER = "commonweal-after"
NAME = re.compile(r"([a-z]{1,32})/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/([1-9][0-9]{0,8})", re.ASCII)
PRODUCERS = frozenset(subject.partition(".")[0] for subject in CATALOGUE)
PATIENCE = 2.0  # seconds
FIRST_PAUSE, LONGEST_PAUSE = 0.01, 0.1


def name_of(event: Event) -> str:
    """The event as `Commonweal-Event` names it, and `Commonweal-After` takes it."""
    return f"{event.type.partition('.')[0]}/{event.entity}/{event.entity_version}"


async def wait(request: Request) -> None:
    """Return once this service has read the event that the request names, if any.

    Raises Problem: 503 after two seconds, 422 for what names no event.
    """
    sent = request.headers.get(HEADER)
    if sent is None:
        return
    named = NAME.fullmatch(sent.strip())
    if named is None or named[1] not in PRODUCERS:  # a misspelt service is read by nobody: nothing would be waited for
        raise invalid(f"header:{HEADER}", "Commonweal-After takes what Commonweal-Event gave.")
    source, entity, version = named[1], UUID(named[2]), int(named[3])
    deadline, pause = time.monotonic() + PATIENCE, FIRST_PAUSE
    while not await has_been_read(request, source, entity, version):
        if time.monotonic() > deadline:
            raise unavailable(f"The event {sent.strip()} has not arrived here yet.", kind=NOT_YET_READ)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def has_been_read(request: Request, service: str, entity: UUID, version: int) -> bool:
    """Whether this service has got that far. A service without work reads nobody, so there is nothing to wait for."""
    state = request.app.state
    if state.work is None:
        return True
    async with state.readings() as session:
        return await has_read(session, state.work, service, entity, version)
