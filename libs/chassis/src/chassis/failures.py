"""Whatever was raised becomes a problem: the domain's sentence, the validator's places, or a plain apology."""

import logging
from collections.abc import Mapping

import asyncpg
import obstore.exceptions
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from starlette.exceptions import HTTPException

from chassis import decisions, problems
from chassis.ledger import Halted
from chassis.problems import Fault, Kind, Problem, invalid, kind_of_status, malformed, unavailable
from chassis.sentences import sentence_of
from chassis.stream import passing
from chassis.strict import pointer
from kernel.errors import Conflict, DomainError, Forbidden, NotFound, Refused, RuleBroken, Stale, Unacceptable

log = logging.getLogger(__name__)

# The first that fits, so the special come before the general.
KINDS: Mapping[type[DomainError], Kind] = {
    NotFound: problems.NOT_FOUND,
    Forbidden: problems.FORBIDDEN,
    Stale: problems.STALE,
    Conflict: problems.CONFLICT,
    RuleBroken: problems.RULE_BROKEN,
}
# Only routing raises 404 as an HTTPException: the address is wrong, whoever asks.
NOWHERE = "There is nothing at this path; the gateway's /openapi.json lists what there is."
FORESEEN: tuple[type[Exception], ...] = (
    *(Problem, DomainError, RequestValidationError, HTTPException),
    *(Halted, NoConnectionFree, DBAPIError, OSError, asyncpg.InterfaceError, asyncpg.InternalClientError),
    *(PendingRollbackError, obstore.exceptions.BaseError),
)


def problem_of(error: Exception) -> Problem:
    """The problem that an exception is to the person who asked."""
    match error:
        case Problem():
            problem = error
        case Refused():
            problem = Problem(problems.REFUSED, str(error), decision=decisions.shown(error.decision))
        case Unacceptable():
            problem = invalid(error.path, str(error))
        case DomainError():
            problem = Problem(next(kind for raised, kind in KINDS.items() if isinstance(error, raised)), str(error))
        case RequestValidationError():
            faults = [Fault(place_of(fault["loc"]), sentence_of(fault)) for fault in error.errors()[:100]]
            problem = Problem(problems.INVALID, "The request does not fit what the path documents.", errors=faults)
        case HTTPException():
            kind = kind_of_status(error.status_code)
            problem = Problem(kind, NOWHERE if kind is problems.NOT_FOUND else kind.meaning, headers=error.headers)
        case Halted() | NoConnectionFree() | obstore.exceptions.BaseError() | FileNotFoundError():  # of the store
            problem = unavailable("This cannot be done just now; nothing was changed.", retry_after=5)
        case _:
            problem = of_database(error)
    return problem


def of_database(error: Exception) -> Problem:
    """What the database or the network raised; anything else is our fault."""
    if isinstance(error, DBAPIError) and str(getattr(error.orig, "sqlstate", ""))[:2] == "22":
        return malformed("A value in this request cannot be kept.")
    if passing(error):
        return unavailable("The database does not answer just now. If you sent an Idempotency-Key, send it again.")
    return Problem(problems.INTERNAL, "We have made a mistake here. Nothing was changed.")


def place_of(location: tuple[str | int, ...]) -> str:
    """Pydantic's location as a fault's path: a pointer into the body, else `query:limit` and the like."""
    where, *steps = location
    if where != "body":
        return ":".join([str(where), *map(str, steps)])
    path = ""
    for step in steps:
        path = pointer(path, step)
    return path


async def answer(request: Request, error: Exception) -> Response:
    """Answer with the problem. A refusal's decision goes on record, in a transaction of its own."""
    problem = problem_of(error)
    if isinstance(error, Refused):
        async with request.app.state.sessions.begin() as session:
            await decisions.keep(session, error.decision)
    if problem.kind is problems.INTERNAL:
        raise error
    if problem.kind.status >= 500:
        log.warning("%s: %s", problem.kind.name, type(error).__name__)
    return problem.answer(request.scope["path"])


def handle_failures(app: FastAPI) -> None:
    """Let `app` answer every failure with a problem. What nobody foresaw is left to `chassis.front`."""
    for kind in FORESEEN:
        app.add_exception_handler(kind, answer)
