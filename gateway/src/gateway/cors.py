"""What pages of other origins may do here: read. As no cookie is used, nothing is done in a reader's name."""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

SHOWN = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"
#: On every answer to GET and HEAD.
OPEN = [(b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", SHOWN.encode())]


async def preflight(scope: Scope, receive: Receive, send: Send) -> None:
    """The answer to OPTIONS, for any path: it says what pages of other origins may do, not what the path takes."""
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": "Accept, Authorization, Commonweal-After, If-None-Match, X-Api-Key",
        "Access-Control-Max-Age": "86400",
    }
    await Response(status_code=204, headers=headers)(scope, receive, send)
