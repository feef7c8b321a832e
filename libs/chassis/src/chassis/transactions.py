"""One transaction a request, committed before the answer leaves: a 2xx is never a lie."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request, Response
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from chassis import idempotency
from chassis.database import is_overtaken
from chassis.identity import Actor, Visitor
from kernel.errors import Conflict

TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", re.ASCII)


async def transaction(request: Request, actor: Visitor) -> AsyncSession:
    """A session whose work `within` commits once the command has answered."""
    session = opened(request, request.app.state.sessions)
    session.info["actor"] = actor.subject if actor else None
    session.info["trace"] = trace_of(request)
    session.info["sandbox"] = request.app.state.settings.sandbox
    claim: idempotency.Claim | None = getattr(request.state, "claim", None)
    if claim is not None:
        await idempotency.take(session, claim, subject_of(request))
    request.state.session = session
    return session


async def reading(request: Request) -> AsyncSession:
    """A session that the database itself keeps from writing; all its queries see one state of things."""
    return opened(request, request.app.state.readings)


def opened(request: Request, sessions: async_sessionmaker[AsyncSession]) -> AsyncSession:
    """A session that ends with the request. Raises AttributeError on a route that answers without `within`."""
    session = sessions()
    request.state.opened.append(session)
    return session


async def within(request: Request, answer: Callable[[], Awaitable[Response]]) -> Response:
    """The answer, once all that was written for it is committed. Raises Conflict: of two writers the second is told.

    FastAPI would do this for dependencies that yield, by exit stacks that every command would pay for.
    """
    sessions: list[AsyncSession] = []
    request.state.opened = sessions
    try:
        response = await answer()
        for session in sessions:
            if session.in_transaction():
                await session.commit()
    except StaleDataError as error:
        raise Conflict("It was changed since you read it.") from error
    except IntegrityError as error:
        if not is_overtaken(error):
            raise
        raise Conflict("Something that this depends on was changed at the same time, or is there already.") from error
    finally:
        for session in sessions:
            if session.in_transaction():  # something failed, or somebody gave up: the connection goes back all the same
                await asyncio.shield(session.close())
    return response


def subject_of(request: Request) -> str:
    """Under whose name keys are kept; empty for one whom we do not know."""
    actor: Actor | None = getattr(request.state, "actor", None)
    return actor.subject if actor else ""


def trace_of(request: Request) -> str | None:
    """The W3C trace context that the request came with."""
    sent = request.headers.get("traceparent", "")
    return sent if TRACEPARENT.fullmatch(sent) else None


Transaction = Annotated[AsyncSession, Depends(transaction)]
Reading = Annotated[AsyncSession, Depends(reading)]
