"""The documents of the platform, for programs and for people. Nothing is loaded from anywhere else."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse

from chassis.conditional import is_known, not_modified, tagged
from chassis.problems import CATALOGUE
from events.asyncapi import asyncapi
from kernel.errors import NotFound
from pages import Shelf

#: Swagger UI (Apache-2.0), as the package fastapi-standalone-docs carries it.
ASSETS = Path(str(files("fastapi_standalone_docs"))) / "static" / "swagger"
SHOWN = {"swagger-ui.css": "text/css", "swagger-ui-bundle.js": "text/javascript"}
POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"

router = APIRouter(include_in_schema=False)
shelf = Shelf("gateway.docs")


@router.get("/openapi.json")
async def openapi(request: Request) -> Response:
    """The whole platform as OpenAPI 3.1."""
    state = request.app.state
    return _cached(request, await state.library.document(state.proxy.session))


@router.get("/asyncapi.json")
async def asyncapi_document(request: Request) -> Response:
    """Its events as AsyncAPI 3.0."""
    return _cached(request, events_document())


@router.get("/docs")
async def docs() -> Response:
    """A page to read the API on, and to try it."""
    return HTMLResponse(shelf.render("docs.html"), headers={"Content-Security-Policy": POLICY})


@router.get("/docs/{name}")
async def asset(name: str) -> Response:
    """What that page is made of."""
    if name == "start.js":
        return FileResponse(Path(__file__).parent / "start.js", media_type="text/javascript")
    if name not in SHOWN:
        raise NotFound(f"There is no {name} here.")
    return FileResponse(ASSETS / name, media_type=SHOWN[name], headers={"Cache-Control": "public, max-age=86400"})


@router.get("/problems/{name}")
async def problem(name: str) -> Response:
    """What a kind of problem means, and what to do."""
    if name not in CATALOGUE:
        raise NotFound(f"There is no problem of the name {name}.")
    return HTMLResponse(shelf.render("problem.html", kind=CATALOGUE[name]))


@router.get("/problems")
async def problems() -> Response:
    """Every kind of problem there is."""
    return HTMLResponse(shelf.render("problems.html", kinds=sorted(CATALOGUE.values(), key=lambda kind: kind.status)))


@cache
def events_document() -> bytes:
    """It is made of the code, so it does not change while the code runs."""
    return orjson.dumps(asyncapi())


def _cached(request: Request, body: bytes) -> Response:
    answer = Response(body, media_type="application/json", headers={"Cache-Control": "public, max-age=30"})
    tag = tagged(answer)
    known = request.headers.get("if-none-match")
    return not_modified(answer) if tag and known and is_known(tag, known) else answer
