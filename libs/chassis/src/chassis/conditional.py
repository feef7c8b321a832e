"""Conditional requests (RFC 9110 §13): entity tags, and the version that a writer had read."""

import hashlib
import re
from typing import Annotated

import orjson
from fastapi import Depends, Header, Response

from chassis.problems import invalid
from kernel.errors import Stale

TAG = re.compile(r'(W/)?"([\x21\x23-\x7e]*)"', re.ASCII)
VERSION = re.compile(r"(0|[1-9][0-9]{0,9})-[0-9a-f]{16}", re.ASCII)


def tag_of(body: bytes, media_type: str) -> str:
    """A strong tag: the digest of the body, after the record's version if the body has one."""
    digest = hashlib.sha256(body).hexdigest()[:16]
    if not media_type.startswith("application/json") or b'"version"' not in body:
        return f'"{digest}"'
    shown = orjson.loads(body)
    version = shown.get("version") if isinstance(shown, dict) else None
    return f'"{version}-{digest}"' if type(version) is int else f'"{digest}"'


def tagged(response: Response) -> str | None:
    """Give the answer its tag, unless it has one or is a stream."""
    body = getattr(response, "body", None)
    if body and "etag" not in response.headers:
        response.headers["ETag"] = tag_of(bytes(body), response.headers.get("content-type", ""))
    return response.headers.get("etag")


def is_known(tag: str, if_none_match: str) -> bool:
    """Whether the reader has this representation already; weak comparison (RFC 9110 §13.1.2)."""
    if if_none_match.strip() == "*":
        return True
    return tag.removeprefix("W/") in {f'"{found[2]}"' for found in TAG.finditer(if_none_match)}


def not_modified(response: Response) -> Response:
    """The answer without its body, with what a cache needs to go on using its own."""
    kept = ("etag", "cache-control", "content-location", "date", "expires", "vary", "link")
    return Response(
        status_code=304, headers={name: response.headers[name] for name in kept if name in response.headers}
    )


#: What If-Match may hold, for the documentation; `expected` says better what is wrong with another.
SHAPE = {"pattern": rf"^(\*|{TAG.pattern})$"}


async def expected(
    if_match: Annotated[str | None, Header(max_length=255, json_schema_extra=SHAPE)] = None,
) -> int | None:
    """The version that the writer had read, from If-Match; None without one.

    Raises Stale for a tag that is no current version's (weak ones never match), Problem (422) for what is no tag.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    found = TAG.fullmatch(if_match.strip())
    if found is None:
        raise invalid("header:if-match", "If-Match takes one entity tag, as ETag gave it, or *.")
    version = VERSION.fullmatch(found[2])
    if found[1] or version is None:
        raise Stale("If-Match takes the ETag that reading this gave; the one sent is not of that kind.")
    return int(version[1])


#: The version that the writer had read, for commands that take `expected`.
Expected = Annotated[int | None, Depends(expected)]


async def shared(response: Response) -> None:
    """A dependency for answers that are the same for everybody: the gateway may show them for another second."""
    response.headers["Cache-Control"] = "public, max-age=1"
