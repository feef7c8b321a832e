"""What the API's description says of every path, once: its problems, its headers, who may call it."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from chassis import problems
from chassis.identity import caller, visitor
from chassis.problems import CATALOGUE, Kind

ALWAYS = (problems.NO_SANDBOX, problems.NOT_FOUND, problems.INVALID, problems.TOO_MANY, problems.UNAVAILABLE)
SIGNED_IN = (problems.UNAUTHENTICATED, problems.FORBIDDEN)
WRITING = (problems.CONFLICT, problems.STALE, problems.TOO_LARGE, problems.MEDIA_TYPE)

PROBLEM = {
    "title": "Problem",
    "description": "RFC 9457 problem details.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "enum": [kind.type for kind in CATALOGUE.values()]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "detail"],
                "properties": {"path": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "decision": {
            "type": "object",
            "description": "The decision of the rule that refused; also at /decisions/{id}.",
        },
    },
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "The same key with the same request is answered alike and happens once.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
}
SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "A token of /oauth/token."},
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-Api-Key", "description": "For apps that only read."},
}


def document(route: APIRoute) -> None:
    """Add to a route what it answers besides success, and who may call it."""
    reads = route.methods == {"GET"}
    asks = set(calls_in(route.dependant))
    kinds = [*ALWAYS, *(SIGNED_IN if visitor in asks else ()), *(() if reads else WRITING)]
    route.responses = {**{kind.status: reference(kind) for kind in kinds}, **route.responses}
    if reads:
        route.responses.setdefault(304, {"description": "You have it already."})
    extra: dict[str, Any] = {"security": []}  # said, so that nobody takes it for forgotten
    if visitor in asks:
        named: list[dict[str, list[str]]] = [{name: []} for name in SCHEMES if reads or name == "bearer"]
        extra["security"] = named if caller in asks else [{}, *named]
    if not reads:
        extra["parameters"] = [{"$ref": "#/components/parameters/IdempotencyKey"}]
    route.openapi_extra = {**extra, **(route.openapi_extra or {})}


def calls_in(dependant: Dependant) -> Iterator[Any]:
    """Everything that a route depends on."""
    yield dependant.call
    for part in dependant.dependencies:
        yield from calls_in(part)


def reference(kind: Kind) -> dict[str, Any]:
    """A response of the shared components."""
    return {"$ref": f"#/components/responses/{component(kind.status)}", "description": kind.title}


def component(status: int) -> str:
    """The name of the shared response of a status."""
    return f"Problem{status}"


def responses() -> Mapping[str, Any]:
    """One shared response for each status that problems have."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    meanings: dict[int, list[str]] = {}
    for kind in CATALOGUE.values():
        meanings.setdefault(kind.status, []).append(f"`{kind.name}`: {kind.meaning}")
    return {component(status): {"description": " ".join(said), "content": content} for status, said in meanings.items()}


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of a service, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, openapi_version="3.1.0", routes=app.routes)
        parts = made.setdefault("components", {})
        parts.setdefault("schemas", {})["Problem"] = PROBLEM
        parts["responses"] = responses()
        parts["parameters"] = {"IdempotencyKey": IDEMPOTENCY_KEY}
        parts["securitySchemes"] = SCHEMES
        app.openapi_schema = made
    return app.openapi_schema
