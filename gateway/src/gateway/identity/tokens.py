"""Our own access tokens: a quarter of an hour, for one client, good for nothing but asking the gateway."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from chassis.keys import KeySet
from chassis.tokens import ISSUER, mint, proved, words
from gateway.identity.claims import judge
from gateway.identity.keyring import Keyring

AUDIENCE = "commonweal"
LIFETIME = 900  # seconds
MOST_REMEMBERED = 4096


@dataclass(frozen=True)
class Presented:
    """What a genuine token says: which client, and with which of its scopes."""

    client_id: str
    scopes: frozenset[str]
    expires: int


class Tokens:
    """Gives tokens out and takes them back. A signature is checked once, then remembered until the token ends."""

    def __init__(self, keyring: Keyring) -> None:
        self.keyring = keyring
        self.keys = KeySet(keyring.published)
        self.genuine: OrderedDict[str, Presented] = OrderedDict()

    def issue(self, client_id: str, scopes: frozenset[str], *, now: datetime) -> str:
        """A token for this client."""
        key = self.keyring.signing(now=now)
        return mint(key, audience=AUDIENCE, subject=client_id, scopes=scopes, lifetime=LIFETIME, now=now.timestamp())

    async def presented(self, token: str, *, now: float) -> Presented:
        """What this token says, if we gave it out and it has not ended. Raises Untrusted."""
        known = self.genuine.get(token)
        if known is not None and now < known.expires:
            return known
        claims = await proved(token, self.keys)
        judge(claims, issuer=ISSUER, audience=AUDIENCE, now=now)
        found = Presented(claims["sub"], words(claims, "scopes"), claims["exp"])
        self.genuine[token] = found
        if len(self.genuine) > MOST_REMEMBERED:
            self.genuine.popitem(last=False)
        return found
