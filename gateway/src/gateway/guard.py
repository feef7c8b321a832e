"""What is turned away before anything looks at it: requests that two readers could read differently.

Bytes that are no HTTP at all are refused earlier, by the parser (`protocol`).
"""

from chassis.front import problem_in
from chassis.problems import NO_SANDBOX, NOT_ALLOWED, Problem
from gateway.headers import Headers
from gateway.refusals import malformed, too_large

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
#: A second one would let two readers choose differently; `chassis.front` names more.
ONCE = frozenset({b"commonweal-after", b"commonweal-now", b"transfer-encoding", b"x-api-key"})


def admit(method: str, headers: Headers, query: bytes, *, sandbox: bool, largest_body: int) -> None:
    """Raise Problem for a request that is not plainly one request, or that plays with time outside a sandbox."""
    if method not in METHODS:
        raise Problem(NOT_ALLOWED, f"{method} is not understood here.", headers={"Allow": ", ".join(METHODS)})
    problem = problem_in(headers)
    if problem is not None:
        raise problem
    names = [name for name, _ in headers]
    if repeated := [name.decode() for name in ONCE.intersection(names) if names.count(name) > 1]:
        raise malformed(f"A request carries {repeated[0]} at most once.")
    if b"content-length" in names and b"transfer-encoding" in names:
        raise malformed("A request has either Content-Length or Transfer-Encoding.")
    if not query.isascii():
        raise malformed("The query is not percent-encoded.")
    if b"commonweal-now" in names and not sandbox:
        raise Problem(NO_SANDBOX, "Commonweal-Now is understood in a sandbox only.")
    if declared_length(headers) > largest_body:
        raise too_large()


def declared_length(headers: Headers) -> int:
    """Content-Length, or 0. Raises Problem if it is not a plain number."""
    for name, value in headers:
        if name == b"content-length":
            if not (value.isdigit() and len(value) < 16):
                raise malformed("Content-Length is not a number.")
            return int(value)
    return 0
