"""What all pages have in common: no script, nothing from elsewhere, and a tag by which a browser asks again."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from pydantic import AfterValidator

from chassis import after
from chassis.clock import story_time
from chassis.conditional import is_known, not_modified, tagged
from chassis.transactions import within
from kernel.errors import NotFound
from pages import ONLY_OURS, Shelf
from transparency.directory.domain import folded

HEADERS = {
    "Cache-Control": "no-cache",  # keep it, and ask each time whether it has changed
    "Content-Security-Policy": ONLY_OURS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Vary": "Accept",  # a failure is a page only for those who read HTML
}
shelf = Shelf("transparency.site")
#: What a reader looks for; nothing, where it holds no letter and no digit.
Sought = Annotated[str, Query(max_length=200), AfterValidator(lambda text: text if folded(text) else "")]


class PageRoute(APIRoute):
    """The path of a page. Unlike the API's it takes what it did not ask: links come back with others' marks."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own handler, which waits for what the reader has just written, and sends nothing twice."""
        answer = super().get_route_handler()

        async def show(request: Request) -> Response:
            request.state.now = story_time(request, sandbox=request.app.state.settings.sandbox)
            await after.wait(request)
            response = await within(request, partial(answer, request))
            tag, known = tagged(response), request.headers.get("if-none-match")
            return not_modified(response) if tag and known and is_known(tag, known) else response

        return show


class PageRouter(APIRouter):
    """Pages are read, by GET or HEAD."""

    def __init__(self) -> None:
        super().__init__(route_class=PageRoute, redirect_slashes=False)

    def page(self, path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """The view below it answers at this path."""
        return self.api_route(path, methods=["GET", "HEAD"], response_class=HTMLResponse)


def show(template: str, **context: object) -> HTMLResponse:
    """The template, filled."""
    return HTMLResponse(shelf.render(template, **context), headers=HEADERS)


def identified(reference: str) -> UUID:
    """What an address names. Raises NotFound for what no link of ours could have been."""
    try:
        return UUID(reference)
    except ValueError as error:
        raise NotFound("Nothing is published at this address.") from error


def onward(request: Request, cursor: str | None) -> str | None:
    """The address of the next page of the same list; None on the last."""
    if cursor is None:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"


def to_start(request: Request) -> str | None:
    """The address of the first page of the same list; None if this is it."""
    if "cursor" not in request.query_params:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path
