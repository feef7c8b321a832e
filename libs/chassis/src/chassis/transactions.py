"""One transaction a request, committed before the answer leaves: a 2xx is never a lie."""

import re
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from chassis import idempotency
from chassis.identity import Actor, Visitor
from kernel.errors import Conflict

TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", re.ASCII)
# unique_violation, foreign_key_violation, exclusion_violation: another transaction was quicker.
OVERTAKEN = {"23505", "23503", "23P01"}


async def transaction(request: Request, actor: Visitor) -> AsyncIterator[AsyncSession]:
    """A session whose work is committed once the command has answered. Of two writers the second is told."""
    claim: idempotency.Claim | None = getattr(request.state, "claim", None)
    try:
        async with request.app.state.sessions.begin() as session:
            session.info["actor"] = actor.subject if actor else None
            session.info["trace"] = trace_of(request)
            session.info["sandbox"] = request.app.state.settings.sandbox
            if claim is not None:
                await idempotency.take(session, claim, subject_of(request))
            request.state.session = session
            yield session
    except StaleDataError as error:
        raise Conflict("It was changed since you read it.") from error
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) not in OVERTAKEN:
            raise
        raise Conflict("Something that this depends on was changed at the same time, or is there already.") from error


async def reading(request: Request) -> AsyncIterator[AsyncSession]:
    """A session that the database itself keeps from writing; all its queries see one state of things."""
    async with request.app.state.readings() as session:
        yield session


def subject_of(request: Request) -> str:
    """Under whose name keys are kept; empty for one whom we do not know."""
    actor: Actor | None = getattr(request.state, "actor", None)
    return actor.subject if actor else ""


def trace_of(request: Request) -> str | None:
    """The W3C trace context that the request came with."""
    sent = request.headers.get("traceparent", "")
    return sent if TRACEPARENT.fullmatch(sent) else None


# scope="function": the commit comes before the response leaves.
Transaction = Annotated[AsyncSession, Depends(transaction, scope="function")]
Reading = Annotated[AsyncSession, Depends(reading, scope="function")]
