"""Problems: every answer that is not the one hoped for, in one shape (RFC 9457) and from one catalogue.

`detail` is a sentence for the person who asked. It never holds SQL, a stack, or anything the caller did not send.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi.responses import JSONResponse


@dataclass(frozen=True)
class Kind:
    """One kind of problem. Its page is `/problems/<name>`, which says what it means and what to do."""

    name: str
    status: int
    title: str
    meaning: str

    @property
    def type(self) -> str:
        """The stable URI reference by which programs know it."""
        return f"/problems/{self.name}"


MALFORMED = Kind("malformed", 400, "The request is malformed", "The request line or its headers break HTTP's rules.")
NO_SANDBOX = Kind(
    "no-sandbox", 400, "This is not a sandbox", "Commonweal-Now moves the clock, which only a sandbox allows."
)
UNAUTHENTICATED = Kind(
    "unauthenticated", 401, "Who are you?", "No token was sent, or it is not valid, or no longer. Ask for a new one."
)
FORBIDDEN = Kind("forbidden", 403, "You may not do this", "The token is valid, but its role does not reach this far.")
NOT_FOUND = Kind("not-found", 404, "Not found", "It does not exist, or not for you: both read the same.")
NOT_ALLOWED = Kind("method-not-allowed", 405, "Method not allowed", "The path exists; `Allow` names its methods.")
CONFLICT = Kind("conflict", 409, "Someone else got there first", "Read it again and decide anew.")
RULE_BROKEN = Kind("rule-broken", 409, "The procedure does not allow this", "A rule of the procedure forbids it now.")
REFUSED = Kind(
    "refused",
    409,
    "A rule refuses this",
    "`decision` names the rule, its legal basis and the reasons; it is on record.",
)
STALE = Kind("stale", 412, "It has changed since you read it", "`If-Match` named an older version. Read it again.")
TOO_LARGE = Kind("too-large", 413, "Too large", "The body is larger than this path takes.")
MEDIA_TYPE = Kind(
    "unsupported-media-type", 415, "Unsupported media type", "Send the media type that the path documents."
)
INVALID = Kind(
    "invalid", 422, "The request cannot be processed", "`errors` names each place and what is wrong with it."
)
KEY_REUSED = Kind(
    "key-reused", 422, "This Idempotency-Key was used for something else", "Use a new key for a new request."
)
TOO_MANY = Kind("too-many-requests", 429, "Too many requests", "Come again after `Retry-After` seconds.")
HEADERS_TOO_LARGE = Kind("headers-too-large", 431, "The headers are too large", "At most 100 headers and 32 kB in all.")
INTERNAL = Kind("internal", 500, "Something went wrong here", "It is our fault, and it is in our log.")
GARBLED = Kind(
    "garbled", 502, "The service broke off", "It may have acted all the same: repeat with the same Idempotency-Key."
)
UNAVAILABLE = Kind(
    "unavailable", 503, "Not available just now", "Nothing was changed, or the same key tells. Try again."
)
NOT_YET_READ = Kind(
    "not-yet-read", 503, "Not known here yet", "The event that `Commonweal-After` names has not arrived. Try again."
)
TIMED_OUT = Kind(
    "timed-out",
    504,
    "The service took too long",
    "It may have acted all the same: repeat with the same Idempotency-Key.",
)

CATALOGUE: Mapping[str, Kind] = {kind.name: kind for kind in list(globals().values()) if isinstance(kind, Kind)}


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place: a JSON pointer into the body, or `query:limit`, `path:id`, `header:if-match`."""

    path: str
    detail: str


class Problem(Exception):
    """Ends the request with a problem of `kind`."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        errors: Sequence[Fault] = (),
        decision: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind, self.errors, self.decision, self.headers = kind, errors, decision, headers

    def answer(self, instance: str) -> JSONResponse:
        """The problem as a response; `instance` is the path that was asked for."""
        body: dict[str, Any] = {
            "type": self.kind.type,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": str(self),
            "instance": printable(instance),
        }
        if self.errors:
            body["errors"] = [
                {"path": printable(fault.path), "detail": printable(fault.detail)} for fault in self.errors
            ]
        if self.decision is not None:
            body["decision"] = self.decision
        return JSONResponse(body, self.kind.status, self.headers, media_type="application/problem+json")


def invalid(path: str, detail: str) -> Problem:
    """One place of the request is wrong."""
    return Problem(INVALID, detail, errors=[Fault(path, detail)])


def malformed(sentence: str) -> Problem:
    """The body as a whole cannot be taken."""
    return Problem(INVALID, sentence, errors=[Fault("", sentence)])


def unavailable(detail: str, *, kind: Kind = UNAVAILABLE, retry_after: int = 1) -> Problem:
    """Nothing is wrong with the request; the same one may pass in `retry_after` seconds."""
    return Problem(kind, detail, headers={"Retry-After": str(retry_after)})


def printable(text: str) -> str:
    """Lone surrogates have no UTF-8, and what was sent to us may hold them."""
    return text.encode(errors="replace").decode()


def kind_of_status(status: int) -> Kind:
    """The general kind for a status that a framework raised."""
    named = {kind.status: kind for kind in reversed(list(CATALOGUE.values()))}
    phrase = HTTPStatus(status).phrase
    return named.get(status) or Kind(re.sub(r"\W+", "-", phrase).lower(), status, phrase, phrase)
