"""What must be true of an access token's claims before anybody is taken for its subject (RFC 9068 §4, RFC 8725)."""

from collections.abc import Mapping
from typing import Any

from chassis.tokens import SKEW, Untrusted

LONGEST_NAME = 200


def judge(claims: Mapping[str, Any], *, issuer: str, audience: str, now: float) -> None:
    """Raise Untrusted unless each claim is there, of its one type, and holds now.

    The audience is one string: a token for us and for another could be played to us by that other.
    """
    if claims.get("iss") != issuer or claims.get("aud") != audience:
        raise Untrusted("it was not issued by them for us")
    times = [claims.get(name, 0) for name in ("exp", "iat", "nbf")]
    if any(type(time) is not int for time in times) or "exp" not in claims:
        raise Untrusted("its times are not whole seconds")
    if not (now < claims["exp"] and max(times[1:]) <= now + SKEW):
        raise Untrusted("it is not valid now")
    if not all(named(claims.get(name)) for name in ("sub", "jti")):
        raise Untrusted("it names nobody, or itself not")


def named(value: object) -> bool:
    """Whether this is a name that can be written down again: printable ASCII, not too long."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isascii() and value.isprintable()
