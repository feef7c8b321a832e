"""From credentials to a caller: an access token of ours, one of an issuer we believe, or an API key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.tokens import Actor, Untrusted
from gateway.clients.domain import READ, WRITE, Client, Kind
from gateway.clients.queries import active_client
from gateway.headers import Headers
from gateway.identity.issuers import ForeignIssuer, issuer_named_in
from gateway.identity.tokens import Tokens
from gateway.refusals import malformed, unauthenticated

#: Seconds for which a client is believed to be as it was read: so long a revoked one may still get through.
BELIEVED = 30.0
MOST_REMEMBERED = 4096
#: What a browser holds that signed in; no script reads it, and no other site makes it be sent.
COOKIE = "commonweal"


@dataclass(frozen=True)
class Caller:
    """Who asks, and how often it may."""

    actor: Actor
    quota: int | None = None
    by_cookie: bool = False

    @property
    def reads_only(self) -> bool:
        """Whether its credentials are good for looking only."""
        return WRITE not in self.actor.scopes


class Callers:
    """Knows every caller by its credentials. What a client may do is read from the register, not from its token."""

    def __init__(
        self, sessions: async_sessionmaker[AsyncSession], tokens: Tokens, issuers: Sequence[ForeignIssuer]
    ) -> None:
        self.sessions, self.tokens = sessions, tokens
        self.issuers: Mapping[str, ForeignIssuer] = {issuer.name: issuer for issuer in issuers}
        self.read: dict[str, tuple[Client | None, float]] = {}

    async def caller(self, headers: Headers, *, now: float) -> Caller | None:
        """Who sent these headers; None for the anonymous public. Raises Problem (401) for bad credentials."""
        tokens = [value for name, value in headers if name == b"authorization"]
        keys = [value for name, value in headers if name == b"x-api-key"]
        if tokens and keys:
            raise malformed("A request carries a token or a key, not both.")
        try:
            if keys:
                return await self._by_key(keys[0].decode("ascii"), now)
            if tokens:
                return await self._by_token(bearer(tokens[0]), now)
            session = session_in(headers)
            return replace(await self._by_token(session, now), by_cookie=True) if session else None
        except (Untrusted, UnicodeDecodeError) as error:
            raise unauthenticated("These credentials are not valid, or no longer.") from error

    async def actor(self, token: str, keys: object, *, now: float) -> Actor:
        """Whose token it is, for our own paths: stands where a service has its Verifier. Raises Untrusted."""
        return (await self._by_token(token, now)).actor

    def forget(self, client_id: str) -> None:
        """Read this client anew at its next request."""
        self.read.pop(client_id, None)

    async def _by_token(self, token: str, now: float) -> Caller:
        foreign = self.issuers.get(issuer_named_in(token)) if self.issuers else None
        if foreign is not None:
            return Caller(await foreign.actor(token, now=now))
        presented = await self.tokens.presented(token, now=now)
        client = await self._client(presented.client_id, now)
        if client.kind is not Kind.CLIENT:
            raise Untrusted("a key has no tokens")
        return caller_of(client, presented.scopes)

    async def _by_key(self, key: str, now: float) -> Caller:
        client_id, _, secret = key.rpartition(".")
        client = await self._client(client_id, now)
        if client.kind is not Kind.API_KEY or not client.proves_itself(secret):
            raise Untrusted("the key does not match")
        return caller_of(client, frozenset({READ}))

    async def _client(self, client_id: str, now: float) -> Client:
        held, until = self.read.get(client_id, (None, 0.0))
        if now >= until:
            async with self.sessions() as session:
                held = await active_client(session, client_id)
            if len(self.read) >= MOST_REMEMBERED:
                self.read.clear()
            self.read[client_id] = held, now + BELIEVED
        if held is None:
            raise Untrusted("there is no such client")
        return held


def caller_of(client: Client, scopes: frozenset[str]) -> Caller:
    """The client as it acts with these of its scopes."""
    roles = frozenset(client.roles)
    return Caller(Actor(client.id, client.organisation, roles, scopes & frozenset(client.scopes)), client.quota)


def session_in(headers: Headers) -> str | None:
    """The token of a browser that signed in."""
    for name, value in headers:
        if name == b"cookie":
            for pair in value.decode("latin-1").split("; "):  # others set cookies too, in any letters
                if pair.startswith(f"{COOKIE}="):
                    return pair.removeprefix(f"{COOKIE}=") or None
    return None


def bearer(credentials: bytes) -> str:
    """The token of an Authorization header (RFC 6750 §2.1). Raises Untrusted."""
    scheme, _, token = credentials.decode("ascii").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Untrusted("only bearer tokens are understood")
    return token
