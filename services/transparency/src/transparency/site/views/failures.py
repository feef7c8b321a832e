"""Failures for people: a problem is told as a page to those who would rather read HTML, outside the API's own paths."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.problems import NOT_FOUND
from transparency.site.domain import prefers_page
from transparency.site.views.page import HEADERS, shelf

PROBLEM = "application/problem+json"
API = "/transparency/v1"
KEPT = ("allow", "request-id", "retry-after")


class FailurePages:
    """ASGI middleware: lets everything pass but problems, and those as pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not is_for_people(scope):
            await self.app(scope, receive, send)
            return
        told: list[bytes] = []
        begun: Message | None = None

        async def tell(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start" and is_problem(message):
                begun = message
            elif begun is None:
                await send(message)
            else:
                told.append(message.get("body", b""))
                if not message.get("more_body", False):
                    await page_of(begun, json.loads(b"".join(told)))(scope, receive, send)

        await self.app(scope, receive, tell)


def is_for_people(scope: Scope) -> bool:
    """Whether a page was asked for, by somebody who reads pages."""
    path: str = scope["path"]
    return not f"{path}/".startswith(f"{API}/") and prefers_page(Headers(scope=scope).get("accept", ""))


def is_problem(start: Message) -> bool:
    """Whether an answer begins that tells a problem."""
    return Headers(raw=start["headers"]).get("content-type", "").startswith(PROBLEM)


def page_of(start: Message, problem: Mapping[str, Any]) -> HTMLResponse:
    """The problem in plain words, and where to go from here."""
    told = Headers(raw=start["headers"])
    headers = {**HEADERS, **{name: told[name] for name in KEPT if name in told}, "Cache-Control": "no-store"}
    detail = "" if problem["detail"] == NOT_FOUND.meaning else problem["detail"]
    return HTMLResponse(shelf.render("failure.html", problem={**problem, "detail": detail}), start["status"], headers)
