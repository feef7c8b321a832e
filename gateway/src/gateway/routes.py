"""Where a path leads. Every path has one spelling here, so that no limit, log or service can be fooled by another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_letters, digits
from urllib.parse import unquote

UNRESERVED = frozenset(ascii_letters + digits + "-._~")
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
SEGMENT = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,=:@]|%[0-9A-F]{2})+")
# An encoded slash, backslash, per cent sign or control character means one thing here and another one hop further.
TREACHEROUS = re.compile(r"%(?:2F|5C|25|[01][0-9A-F]|7F)")
READS = frozenset({"GET", "HEAD"})
#: What the gateway answers itself, by the first segment of the path.
OWN = frozenset(
    {"oauth", ".well-known", "openapi.json", "asyncapi.json", "docs", "problems", "healthz", "readyz", "metrics"}
)
#: What a service shows to its operators only, and what nobody should find by guessing.
CLOSED = frozenset({"redoc"})


class AmbiguousPath(ValueError):
    """Two readers of this path could disagree on what it names."""


@dataclass(frozen=True)
class Destination:
    """A service and where it listens, such as `http://127.0.0.1:8101`."""

    service: str
    address: str


def canonical(raw: bytes) -> str:
    """The one spelling of a path (RFC 3986 §6.2.2): escapes only where needed, in capitals, and no slash at the end.

    What would have to be guessed is refused: empty or dotted segments, encoded slashes, parameters after `;`, bytes
    that are no UTF-8. Raises AmbiguousPath.
    """
    try:
        path = ESCAPE.sub(_respell, raw.decode("ascii"))
        unquote(path, errors="strict")
    except UnicodeDecodeError as error:
        raise AmbiguousPath("The path is not UTF-8.") from error
    if path == "/":
        return path
    if TREACHEROUS.search(path):
        raise AmbiguousPath("The path hides a separator or a control character behind an escape.")
    first, *segments = path.removesuffix("/").split("/")
    if first or not all(SEGMENT.fullmatch(segment) for segment in segments):
        raise AmbiguousPath("The path has an empty segment or a character that has no place in one.")
    if {".", ".."} & set(segments):
        raise AmbiguousPath("The path has dot segments; send it resolved.")
    return "/" + "/".join(segments)


def _respell(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in UNRESERVED else escape[0].upper()


class Routes:
    """`/{service}/v1/…` leads to that service; any other page that is read leads to the public site."""

    def __init__(self, addresses: Mapping[str, str], site: str = "transparency") -> None:
        self.addresses = {service: address.rstrip("/") for service, address in addresses.items()}
        self.site = site

    def destination(self, method: str, path: str) -> Destination | None:
        """Who answers this canonical path; None if nobody does."""
        first, _, rest = path[1:].partition("/")
        if first in self.addresses and f"{rest}/".startswith("v1/"):
            return self._service(first)
        if method not in READS or self.site not in self.addresses or is_closed(first.casefold()):
            return None
        return self._service(self.site)

    def _service(self, name: str) -> Destination:
        return Destination(name, self.addresses[name])


def is_closed(first: str) -> bool:
    """Whether no service may answer below this first segment, whatever it has there."""
    return first.startswith(".") or first in OWN or first in CLOSED


def is_own(path: str) -> bool:
    """Whether the gateway itself answers this canonical path."""
    return path[1:].partition("/")[0] in OWN
