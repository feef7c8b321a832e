"""Lists in pages. A cursor is opaque, sealed, and good only for the list and the filters it was given for."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from chassis.problems import invalid
from chassis.wire import Digits

T = TypeVar("T")
SEAL = 16  # bytes


class Listing(BaseModel, Generic[T]):
    """A page of a list. `next` is the cursor of the following page, null on the last."""

    model_config = ConfigDict(from_attributes=True, arbitrary_types_allowed=True, defer_build=True)

    items: list[T]
    next: str | None = None


@dataclass(frozen=True)
class Sheet:
    """The page that was asked for.

    `limit` is how many rows to read: one more than the page shows, which tells whether another page follows.
    `after` is the key of the last item of the page before, as `paged` was given it.
    """

    size: int
    after: list[str] | None
    request: Request
    response: Response

    @property
    def limit(self) -> int:
        """How many rows to read."""
        return self.size + 1

    @property
    def after_id(self) -> UUID | None:
        """The last item of the page before, in lists whose key is an id."""
        return None if self.after is None else UUID(self.after[0])

    @property
    def scope(self) -> bytes:
        """The list and the filters, as a cursor is bound to them."""
        filters = sorted(
            (name, value) for name, value in self.request.query_params.multi_items() if name not in {"cursor", "limit"}
        )
        return json.dumps([self.request.url.path, filters]).encode()


async def sheet(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=100), Digits] = 20,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> Sheet:
    """Read `limit` and `cursor`. Raises Problem (422) for a cursor that was not given for this list."""
    asked = Sheet(limit, None, request, response)
    if cursor is None:
        return asked
    return Sheet(limit, opened(cursor, asked.scope, key_of(request)), request, response)


#: `page: Page` in an endpoint.
Page = Annotated[Sheet, Depends(sheet)]


def paged(items: Sequence[T], page: Sheet, key: Callable[[T], Sequence[Any]]) -> Listing[Any]:
    """The page, its successor's cursor and the Link header (RFC 8288). `key` gives what `page.after` is to hold."""
    shown = list(items[: page.size])
    cursor = None
    if len(items) > page.size:
        cursor = sealed([str(value) for value in key(shown[-1])], page.scope, key_of(page.request))
        kept = [item for item in page.request.query_params.multi_items() if item[0] != "cursor"]
        target = f"{page.request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"
        page.response.headers["Link"] = f'<{target}>; rel="next"'
    return Listing[Any].model_construct(items=shown, next=cursor)


def sealed(after: list[str], scope: bytes, key: bytes) -> str:
    """A cursor that only `opened` with the same scope and key reads."""
    text = json.dumps(after, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(seal(text, scope, key) + text).decode().rstrip("=")


def opened(cursor: str, scope: bytes, key: bytes) -> list[str]:
    """What `sealed` was given. Raises Problem (422)."""
    refusal = invalid("query:cursor", "This cursor was not given for this list and these filters.")
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise refusal from error
    if not hmac.compare_digest(raw[:SEAL], seal(raw[SEAL:], scope, key)):
        raise refusal
    after: list[str] = json.loads(raw[SEAL:])
    return after


def seal(text: bytes, scope: bytes, key: bytes) -> bytes:
    """The first half of an HMAC-SHA256."""
    return hmac.digest(key, hashlib.sha256(scope).digest() + text, hashlib.sha256)[:SEAL]


def key_of(request: Request) -> bytes:
    """The deployment's secret."""
    secret: str = request.app.state.settings.secret.get_secret_value()
    return secret.encode()
