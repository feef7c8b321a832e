"""The route that every service's paths are made of: takes strictly, answers once, commits before it answers.

What a slice's `api.py` writes is parse, call, answer. Everything that all answers have in common happens here, in one
straight line: `run` in `Route.get_route_handler`.
"""

import inspect
from collections.abc import Callable, Coroutine, Iterator
from functools import partial, wraps
from typing import Any, get_origin

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import after, idempotency
from chassis.bodies import LARGEST, Call, is_body, read_as_json
from chassis.clock import story_time
from chassis.conditional import is_known, not_modified, tagged
from chassis.openapi import document
from chassis.problems import INVALID, Fault, Problem
from chassis.transactions import subject_of, within

Answer = Callable[[Request], Coroutine[Any, Any, Response]]


class Route(APIRoute):
    """One path and method of a service."""

    largest = LARGEST

    def __init__(self, path: str, endpoint: Callable[..., Any], **settings: Any) -> None:
        super().__init__(path, settled(endpoint), **settings)
        document(self)

    def get_route_handler(self) -> Answer:
        """FastAPI's own handler, between what comes before every command and what comes after."""
        answer = super().get_route_handler()
        query = dict(asked(self.dependant))

        async def run(request: Request) -> Response:
            call = Call(request.scope, request.receive)
            call.largest = self.largest
            refuse_strange_address(call, query)
            call.state.now = story_time(call, sandbox=call.app.state.settings.sandbox)
            await after.wait(call)
            if call.method != "GET":
                await self.take(call)
            return await within(call, partial(replayed, call, answer))

        return run

    async def take(self, call: Call) -> None:
        """Read what was sent, unless the endpoint streams it, and the key that it is known by."""
        if self.body_field is not None:
            await call.read_json(as_text=hasattr(self.endpoint, "__reads_json_text__") and not self._embed_body_fields)
        elif self.dependant.request_param_name is None:
            await call.refuse_body()
        if "idempotency-key" in call.headers:
            call.state.claim = idempotency.claim_of(call, await call.body())


class Router(APIRouter):
    """A slice's paths. `largest` is how many bytes a body may have: more than the usual 1 MB only for bulk files."""

    def __init__(self, *, largest: int = LARGEST, **settings: Any) -> None:
        route_class = type("Route", (Route,), {"largest": largest})
        super().__init__(route_class=route_class, redirect_slashes=False, **settings)


def settled(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The endpoint, with bodies read as JSON, and with its work sent to the database before its answer is written.

    Only then does the answer show the version and the numbers that the database gives.
    """
    signature = inspect.signature(endpoint, eval_str=True)
    bodies = [name for name, given in signature.parameters.items() if is_body(given.annotation)]
    if not inspect.iscoroutinefunction(endpoint):
        return endpoint

    @wraps(endpoint)
    async def settle(*args: Any, **values: Any) -> Any:
        answer = await endpoint(*args, **values)
        for value in values.values():
            if isinstance(value, AsyncSession):
                await value.flush()
        return answer

    parameters = [
        given.replace(annotation=read_as_json(given.annotation)) if name in bodies else given
        for name, given in signature.parameters.items()
    ]
    settle.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    if bodies:
        settle.__reads_json_text__ = True  # type: ignore[attr-defined]
    return settle


def refuse_strange_address(call: Call, query: dict[str, bool]) -> None:
    """Raise Problem (422) for NUL or broken UTF-8 in the address, and for what the path does not ask."""
    if "\0" in call.scope["path"] or "\ufffd" in call.scope["path"]:
        raise Problem(INVALID, "The path holds what is no text.", errors=[Fault("path", "NUL, or not UTF-8.")])
    faults, seen = [], set()
    known = f"Known are: {', '.join(sorted(query))}." if query else "This path takes none."
    for name, value in call.query_params.multi_items():
        place = f"query:{name}"
        if name not in query:
            faults.append(Fault(place, f"There is no such parameter here. {known}"))
        elif name in seen and not query[name]:
            faults.append(Fault(place, "This may be given once."))
        elif any(strange in value for strange in "\0\ufffd"):
            faults.append(Fault(place, "NUL, or not UTF-8."))
        seen.add(name)
    if faults:
        raise Problem(INVALID, "The query cannot be understood.", errors=faults[:100])


def asked(dependant: Dependant) -> Iterator[tuple[str, bool]]:
    """The query parameters that a route and its dependencies ask, each with whether it may be given several times."""
    for field in dependant.query_params:
        annotation = field.field_info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            for name, part in annotation.model_fields.items():
                yield part.alias or name, is_list(part.annotation)
        else:
            yield field.alias, is_list(annotation)
    for inner in dependant.dependencies:
        yield from asked(inner)


def is_list(annotation: Any) -> bool:
    """Whether a query parameter may be given several times."""
    return (get_origin(annotation) or annotation) in {list, set, frozenset, tuple}


async def replayed(call: Call, answer: Answer) -> Response:
    """The answer to this request, or to the one before it with the same key."""
    try:
        return await finished(call, await answer(call))
    except idempotency.Replay as replay:
        return replay.response


async def finished(call: Call, response: Response) -> Response:
    """The answer with its headers, kept under its key if it has one; the transaction is still open."""
    session: AsyncSession | None = getattr(call.state, "session", None)
    emitted = session.info.get("emitted") if session is not None else None
    if emitted:
        response.headers["Commonweal-Event"] = after.name_of(emitted[-1])
    tag = tagged(response)
    known = call.headers.get("if-none-match")
    if call.method == "GET" and response.status_code == 200 and tag and known and is_known(tag, known):
        return not_modified(response)
    claim: idempotency.Claim | None = getattr(call.state, "claim", None)
    if session is not None and claim is not None:
        await idempotency.keep(session, claim, subject_of(call), response)
    return response
