"""What passes from one side of the gateway to the other. Names not on a list stay outside."""

import re
import secrets
from collections.abc import Iterable

Headers = list[tuple[bytes, bytes]]

#: All a client may say to a service. Who it is, it can only say by its token; where it is, only its connection says.
CARRIED_IN = frozenset(
    {
        b"accept",
        b"accept-encoding",
        b"accept-language",
        b"commonweal-after",
        b"commonweal-now",
        b"content-digest",
        b"content-disposition",
        b"content-encoding",
        b"content-language",
        b"content-length",
        b"content-type",
        b"idempotency-key",
        b"if-match",
        b"if-modified-since",
        b"if-none-match",
        b"if-range",
        b"if-unmodified-since",
        b"last-event-id",
        b"prefer",
        b"range",
        b"repr-digest",
        b"user-agent",
    }
)
#: Of one connection only (RFC 9110 §7.6.1), or said better by the gateway itself.
NOT_CARRIED_OUT = frozenset(
    {
        b"connection",
        b"date",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authentication-info",
        b"proxy-connection",
        b"request-id",
        b"server",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
        b"x-content-type-options",
    }
)
REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")


def named_in_connection(headers: Iterable[tuple[bytes, bytes]]) -> set[bytes]:
    """What the sender declares to be of this connection only: it goes no further, whatever it is."""
    return {
        name.strip().lower()
        for header, value in headers
        if header == b"connection"
        for name in value.split(b",")
        if name
    }


def carried_in(headers: Headers) -> Headers:
    """What of a client's headers a service gets to see. Names must be in lower case, as ASGI has them."""
    left_out = named_in_connection(headers)
    return [(name, value) for name, value in headers if name in CARRIED_IN and name not in left_out]


def carried_out(headers: Iterable[tuple[bytes, bytes]], address: str) -> Headers:
    """What of a service's headers a client gets to see; a redirect to its own `address` becomes one to ours."""
    lowered = [(name.lower(), value) for name, value in headers]
    left_out = NOT_CARRIED_OUT | named_in_connection(lowered)
    inside = address.encode()
    return [
        (name, value.removeprefix(inside) if name == b"location" else value)
        for name, value in lowered
        if name not in left_out
    ]


def request_id(headers: Headers) -> bytes:
    """The client's own identifier of the request where it is harmless, else a new one."""
    given = [value for name, value in headers if name == b"x-request-id"]
    return given[0] if len(given) == 1 and REQUEST_ID.fullmatch(given[0]) else secrets.token_hex(16).encode()


def new_trace() -> str:
    """A W3C `traceparent` that begins here: what a client says of its own traces stays outside, baggage above all."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
