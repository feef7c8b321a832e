"""Tokens and keys over HTTP."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from gateway.clients.domain import Client, Kind
from gateway.clients.queries import active_client
from gateway.identity.callers import COOKIE
from gateway.identity.grant import LARGEST, Asked, OAuthError, asked, credentials, fields, granted
from gateway.identity.tokens import LIFETIME
from gateway.routes import AmbiguousPath, canonical
from pages import Shelf, private

# Nothing of an answer that holds a secret is kept on the way (RFC 6749 §5.1).
UNKEPT = {"Cache-Control": "no-store", "Pragma": "no-cache"}
#: Secrets checked at one time: each takes 16 MiB and some hundredths of a second of a processor.
CHECKS = asyncio.Semaphore(2)
#: Stands in for a client that does not exist, so that asking takes as long as if it did.
NOBODY = Client("", Kind.CLIENT, "", None, [], [], b"\0" * 48, datetime.min.replace(tzinfo=UTC))
FORM: dict[str, Any] = {
    "security": [],
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"const": "client_credentials"},
                        "client_id": {"type": "string", "description": "Unless sent by HTTP Basic."},
                        "client_secret": {"type": "string", "description": "Unless sent by HTTP Basic."},
                        "scope": {"type": "string", "description": "`read`, or `read write`, the default."},
                    },
                },
                "example": {"grant_type": "client_credentials", "client_id": "northbridge-spend", "client_secret": "…"},
            }
        },
    },
}
TOKEN = {
    "type": "object",
    "required": ["access_token", "token_type", "expires_in", "scope"],
    "properties": {
        "access_token": {"type": "string"},
        "token_type": {"const": "Bearer"},
        "expires_in": {"type": "integer", "description": "Seconds."},
        "scope": {"type": "string"},
    },
}
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string"}, "error_description": {"type": "string"}},
}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "A token for a quarter of an hour.", "content": {"application/json": {"schema": TOKEN}}},
    400: {"description": "RFC 6749 §5.2.", "content": {"application/json": {"schema": ERROR}}},
    401: {"description": "Not a client, or not its secret.", "content": {"application/json": {"schema": ERROR}}},
}

router = APIRouter(tags=["identity"])
shelf = Shelf("gateway.identity")


@router.post("/oauth/token", responses=ANSWERS, openapi_extra=FORM, response_class=JSONResponse)
async def issue_token(request: Request) -> JSONResponse:
    """Get an access token with a client's credentials (RFC 6749 §4.4)."""
    try:
        form = fields(await _body(request), request.headers.get("content-type", ""))
        return await _grant(request, asked(form, request.headers.get("authorization")))
    except OAuthError as error:
        body = {"error": error.code, "error_description": str(error)}
        challenge = {"WWW-Authenticate": 'Basic realm="commonweal"'} if error.status == 401 else {}
        return JSONResponse(body, error.status, {**UNKEPT, **challenge})


@router.post("/oauth/sign-in", include_in_schema=False)
async def sign_in(request: Request) -> Response:
    """For browsers: client and secret become a cookie that no script reads; then on to `next`, a path of ours.

    Who mistyped is shown the form again.
    """
    form: Mapping[str, str] = {}
    try:
        form = fields(await _body(request), request.headers.get("content-type", ""))
        token, _ = await _token(request, Asked(*credentials(form, None), None))
    except OAuthError as error:
        page = shelf.render("signing_in.html", sentence=str(error), address=onward(form.get("next", "/")))
        return HTMLResponse(page, error.status, UNKEPT | private())
    answer = RedirectResponse(onward(form.get("next", "/")), 303, UNKEPT)
    # An ingress ends the encryption before us, so what people type tells, and not how the request came here.
    secure = request.app.state.settings.public_url.startswith("https:")
    answer.set_cookie(COOKIE, token, max_age=LIFETIME, httponly=True, samesite="strict", secure=secure)
    return answer


@router.get("/.well-known/jwks.json", response_class=JSONResponse, openapi_extra={"security": []})
async def published_keys(request: Request) -> JSONResponse:
    """The keys that verify the gateway's tokens (RFC 7517)."""
    keys = await request.app.state.keyring.published()
    return JSONResponse(keys, headers={"Cache-Control": "public, max-age=300"})


def onward(path: str) -> str:
    """Where a browser goes after signing in: a plain path of ours, or the front page."""
    try:
        return canonical(path.encode())
    except AmbiguousPath:
        return "/"


async def _grant(request: Request, asked_for: Asked) -> JSONResponse:
    token, scopes = await _token(request, asked_for)
    answer = {"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME, "scope": " ".join(sorted(scopes))}
    return JSONResponse(answer, headers=UNKEPT)


async def _token(request: Request, asked_for: Asked) -> tuple[str, frozenset[str]]:
    async with request.app.state.sessions() as session:
        client = await active_client(session, asked_for.client_id)
    async with CHECKS:
        proved = await asyncio.to_thread((client or NOBODY).proves_itself, asked_for.secret)
    if client is None or not proved or client.kind is not Kind.CLIENT:
        raise OAuthError("invalid_client", "There is no such client, or this is not its secret.", 401)
    scopes = granted(asked_for.scopes, frozenset(client.scopes))
    return request.app.state.tokens.issue(client.id, scopes, now=datetime.now(UTC)), scopes


async def _body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise OAuthError("invalid_request", "The form is too large.", 400)
    return body
