"""The gateway's short-lived tokens: how they are made, and what must be true before one is believed."""

import base64
import json
import re
import time
import warnings
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from joserfc import jws
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import OKPKey

from chassis.keys import KeySet
from chassis.problems import Problem
from chassis.strict import parse
from kernel.identifiers import new_id

ISSUER = "commonweal-gateway"
ALGORITHM = "EdDSA"
LIFETIME = 60  # seconds
LONGEST_LIFETIME = 300
SKEW = 5  # seconds by which the gateway's clock may be ahead of ours
TOKEN = re.compile(r"([A-Za-z0-9_-]{1,1024})\.([A-Za-z0-9_-]{1,8192})\.[A-Za-z0-9_-]{86}", re.ASCII)
KID = re.compile(r"[A-Za-z0-9_-]{1,32}", re.ASCII)
# RFC 9864 renames EdDSA; with Ed25519 keys only, which `KeySet` sees to, the two mean the same.
warnings.filterwarnings("ignore", message="EdDSA is deprecated", category=SecurityWarning)


@dataclass(frozen=True)
class Actor:
    """Whoever acts. Only the platform's own staff have no organisation."""

    subject: str
    organisation: UUID | None
    roles: frozenset[str]
    scopes: frozenset[str]

    def has(self, role: str) -> bool:
        """Whether the actor holds that role."""
        return role in self.roles


class Untrusted(Exception):
    """The token does not prove what it says. The reason is for our log, not for the sender."""


def mint(
    key: OKPKey,
    *,
    audience: str,
    subject: str,
    organisation: UUID | None = None,
    roles: Iterable[str] = (),
    scopes: Iterable[str] = (),
    lifetime: int = LIFETIME,
    now: float | None = None,
) -> str:
    """A token that the service `audience` will trust for `lifetime` seconds; `key` is private and carries its `kid`."""
    issued = int(time.time() if now is None else now)
    claims = {
        "iss": ISSUER,
        "aud": audience,
        "sub": subject,
        **({"org": str(organisation)} if organisation else {}),
        "roles": sorted(roles),
        "scopes": sorted(scopes),
        "iat": issued,
        "exp": issued + lifetime,
        "jti": str(new_id()),
    }
    header = {"alg": ALGORITHM, "typ": "at+jwt", "kid": key.kid}
    return jws.serialize_compact(header, json.dumps(claims), key, algorithms=[ALGORITHM])


class Verifier:
    """Believes a token once its signature and claims are proved, and then until it expires."""

    def __init__(self, audience: str, *, remembered: int = 4096) -> None:
        self.audience, self.remembered = audience, remembered
        self.believed: OrderedDict[str, tuple[Actor, float]] = OrderedDict()

    async def actor(self, token: str, keys: KeySet, *, now: float) -> Actor:
        """Whom the token speaks for. Raises Untrusted, and Problem (503) while no key is known."""
        held = self.believed.get(token)
        if held is not None and now < held[1]:
            self.believed.move_to_end(token)
            return held[0]
        self.believed.pop(token, None)
        claims = await proved(token, keys)
        actor = believed(claims, self.audience, now)
        self.believed[token] = actor, claims["exp"]
        if len(self.believed) > self.remembered:
            self.believed.popitem(last=False)
        return actor


async def proved(token: str, keys: KeySet) -> Mapping[str, Any]:
    """What the token says, once its signature is verified. Raises Untrusted."""
    parts = TOKEN.fullmatch(token)
    if parts is None:
        raise Untrusted("it is not a signed token")
    header = mapping(decoded(parts[1]))
    # Exactly these: a header that points to another key (jku, x5u, jwk) or changes the rules (crit, b64) is refused.
    if header.keys() != {"alg", "typ", "kid"} or (header["alg"], header["typ"]) != (ALGORITHM, "at+jwt"):
        raise Untrusted("its header is not ours")
    if not isinstance(header["kid"], str) or KID.fullmatch(header["kid"]) is None:
        raise Untrusted("its kid is no name of a key")
    key = await keys.find(header["kid"])
    if key is None:
        raise Untrusted("its key is not known")
    try:
        return mapping(jws.deserialize_compact(token, key, algorithms=[ALGORITHM]).payload)
    except (JoseError, ValueError) as error:
        raise Untrusted("its signature does not match") from error


def decoded(part: str) -> bytes:
    """The bytes of a part. Raises Untrusted: some lengths are no base64url's."""
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError as error:
        raise Untrusted("it is not base64url") from error


def mapping(text: bytes) -> dict[str, Any]:
    """A JSON object without duplicate keys. Raises Untrusted."""
    try:
        found = parse(text)
    except Problem as error:
        raise Untrusted("it is not JSON") from error
    if not isinstance(found, dict):
        raise Untrusted("it is not an object")
    return found


def believed(claims: Mapping[str, Any], audience: str, now: float) -> Actor:
    """The actor that verified claims name. Raises Untrusted unless each claim is there, of its type, and holds now."""
    if claims.get("iss") != ISSUER or claims.get("aud") != audience:
        raise Untrusted("it was not issued by the gateway for us")
    issued, expires = claims.get("iat"), claims.get("exp")
    if type(issued) is not int or type(expires) is not int:
        raise Untrusted("its times are not whole seconds")
    if not (issued <= now + SKEW and now < expires <= issued + LONGEST_LIFETIME):
        raise Untrusted("it is not valid now")
    if "nbf" in claims and not (type(claims["nbf"]) is int and claims["nbf"] <= now + SKEW):
        raise Untrusted("it is not valid yet")
    if not all(isinstance(claims.get(name), str) and 0 < len(claims[name]) <= 255 for name in ("sub", "jti")):
        raise Untrusted("it names nobody, or itself not")
    return Actor(claims["sub"], organisation(claims), words(claims, "roles"), words(claims, "scopes"))


def organisation(claims: Mapping[str, Any]) -> UUID | None:
    """The organisation that the claims name, if any. Raises Untrusted."""
    named = claims.get("org")
    if named is None:
        return None
    try:
        return UUID(named)
    except (ValueError, TypeError, AttributeError) as error:
        raise Untrusted("its organisation is not an identifier") from error


def words(claims: Mapping[str, Any], name: str) -> frozenset[str]:
    """A list of words among the claims. Raises Untrusted."""
    listed = claims.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise Untrusted(f"its {name} are not a list of words")
    return frozenset(listed)
