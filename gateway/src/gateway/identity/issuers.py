"""OpenID Connect issuers that the deployment trusts: a council's own sign-on vouches for its own people.

Their tokens are RFC 9068 access tokens, judged as strictly as ours: a pinned algorithm, a known key, one audience.
"""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

import aiohttp
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from chassis.tokens import KID, Actor, Untrusted, decoded, mapping, words
from gateway.clients.domain import READ, WRITE
from gateway.identity.claims import judge
from gateway.settings import Issuer

#: Asymmetric ones only: a public key must never be taken for a shared secret.
ALGORITHMS = ["EdDSA", "ES256", "RS256"]
TYPES = {"at+jwt", "application/at+jwt"}
TOKEN = re.compile(r"([A-Za-z0-9_-]{1,1024})\.([A-Za-z0-9_-]{1,8192})\.([A-Za-z0-9_-]{1,1024})", re.ASCII)
FRESH = 300.0
COOL_DOWN = 10.0
log = logging.getLogger(__name__)

Fetch = Callable[[], Awaitable[Mapping[str, Any]]]


class ForeignKeys:
    """An issuer's published keys: read seldom, one reading at a time, kept on when the issuer does not answer."""

    def __init__(self, fetch: Fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self.fetch, self.clock = fetch, clock
        self.keys: Mapping[str, Any] = {}
        self.tried_at = float("-inf")
        self.reading = asyncio.Lock()

    async def find(self, kid: str) -> Any:
        """The key of that name, or None; an unknown one causes a reading, at most one in COOL_DOWN seconds."""
        async with self.reading:
            if self.clock() - self.tried_at > (FRESH if kid in self.keys else COOL_DOWN):
                await self._read()
        return self.keys.get(kid)

    async def _read(self) -> None:
        self.tried_at = self.clock()
        try:
            published = KeySet.import_key_set(dict(await self.fetch()))  # type: ignore[arg-type]
            self.keys = {key.kid: key for key in published.keys if key.kid and key.key_type != "oct"}
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError, TypeError, JoseError) as error:
            log.warning("an issuer's keys cannot be read: %s", type(error).__name__)


class ForeignIssuer:
    """Turns the tokens of one issuer into actors."""

    def __init__(self, settings: Issuer, keys: ForeignKeys) -> None:
        self.settings, self.keys = settings, keys
        self.name = settings.issuer

    @classmethod
    def at(cls, settings: Issuer) -> "ForeignIssuer":
        """The issuer whose keys are read from where the settings say."""

        async def fetch() -> Mapping[str, Any]:
            timeout = aiohttp.ClientTimeout(total=5)
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(settings.jwks_url, allow_redirects=False) as answer,
            ):
                answer.raise_for_status()
                found: Mapping[str, Any] = await answer.json(content_type=None)
                return found

        return cls(settings, ForeignKeys(fetch))

    async def actor(self, token: str, *, now: float) -> Actor:
        """Whom the token speaks for. Raises Untrusted."""
        claims = await self._claims(token)
        judge(claims, issuer=self.name, audience=self.settings.audience, now=now)
        roles = words(claims, self.settings.roles_claim) & self.settings.grants
        return Actor(f"{self.name}#{claims['sub']}", self._organisation(claims), roles, frozenset({READ, WRITE}))

    async def _claims(self, token: str) -> Mapping[str, Any]:
        header = header_of(token)
        key = await self.keys.find(header["kid"])
        if key is None:
            raise Untrusted("its key is not known")
        try:
            return mapping(jws.deserialize_compact(token, key, algorithms=ALGORITHMS).payload)
        except (JoseError, ValueError) as error:
            raise Untrusted("its signature does not match") from error

    def _organisation(self, claims: Mapping[str, Any]) -> UUID | None:
        named = claims.get(self.settings.organisation_claim)
        try:
            return None if named is None else UUID(named)
        except (ValueError, TypeError, AttributeError) as error:
            raise Untrusted("its organisation is not an identifier") from error


def header_of(token: str) -> Mapping[str, Any]:
    """The header of a signed token. Keys that it offers itself (jku, x5u, jwk) are not looked at. Raises Untrusted."""
    parts = TOKEN.fullmatch(token)
    if parts is None:
        raise Untrusted("it is not a signed token")
    header = mapping(decoded(parts[1]))
    if header.get("alg") not in ALGORITHMS or str(header.get("typ")).lower() not in TYPES:
        raise Untrusted("its header names another algorithm or type")
    if {"crit", "b64", "zip"} & header.keys():
        raise Untrusted("its header changes the rules")
    if not isinstance(header.get("kid"), str) or KID.fullmatch(header["kid"]) is None:
        raise Untrusted("its kid is no name of a key")
    return header


def issuer_named_in(token: str) -> str:
    """Who claims to have issued it: only says whose rules to judge it by. Raises Untrusted."""
    parts = TOKEN.fullmatch(token)
    if parts is None:
        raise Untrusted("it is not a signed token")
    return str(mapping(decoded(parts[2])).get("iss"))
