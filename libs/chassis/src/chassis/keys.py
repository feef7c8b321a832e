"""The gateway's public keys: kept in memory, fetched seldom, and kept on when the gateway does not answer."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from chassis.problems import unavailable

FRESH = 300.0  # seconds before the set is read again
COOL_DOWN = 3.0  # seconds between two readings, whether for a key that nobody knows or after a failure
LARGEST = 64 * 1024
log = logging.getLogger(__name__)

Fetch = Callable[[], Awaitable[Mapping[str, Any]]]


class KeySet:
    """Ed25519 keys by their `kid`. One reading at a time, whoever asks; a failed one keeps what was known."""

    def __init__(self, fetch: Fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self.fetch, self.clock = fetch, clock
        self.keys: dict[str, OKPKey] = {}
        self.read_at = float("-inf")
        self.tried_at = float("-inf")
        self.reading = asyncio.Lock()

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "KeySet":
        """A set that never changes: `{"keys": […]}`."""

        async def fetch() -> Mapping[str, Any]:
            return document

        return cls(fetch)

    @classmethod
    def at(cls, url: str) -> "KeySet":
        """The set that is published at `url`."""

        async def fetch() -> Mapping[str, Any]:
            timeout = aiohttp.ClientTimeout(total=5)
            async with (
                aiohttp.ClientSession(timeout=timeout) as client,
                client.get(url, allow_redirects=False) as answer,
            ):
                answer.raise_for_status()
                document: Mapping[str, Any] = await answer.json(content_type=None)
                return document

        return cls(fetch)

    async def find(self, kid: str) -> OKPKey | None:
        """The key of that name, or None. Raises Problem (503) when no key was ever read.

        While one asker reads the set anew, the others go on with a key they know: the gateway may take its time.
        """
        if self.is_due(kid) and not (kid in self.keys and self.reading.locked()):
            async with self.reading:
                if self.is_due(kid):
                    await self.read()
        if not self.keys:
            raise unavailable("The keys that prove who you are cannot be read just now.")
        return self.keys.get(kid)

    def is_due(self, kid: str) -> bool:
        """Whether to read the set: it is old or lacks the key, and was not tried just now."""
        now = self.clock()
        return now - self.tried_at > COOL_DOWN and (kid not in self.keys or now - self.read_at > FRESH)

    async def read(self) -> None:
        """Take the published keys in place of those that are known; keep the known ones if that fails."""
        try:
            document = await self.fetch()
            self.keys = {key.kid: key for key in map(ed25519, document["keys"]) if key is not None and key.kid}
            self.read_at = self.clock()
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError, TypeError) as error:
            log.warning("the key set cannot be read: %s", type(error).__name__)
        finally:
            self.tried_at = self.clock()


def ed25519(published: Mapping[str, Any]) -> OKPKey | None:
    """The public key, if it is of our one kind."""
    if published.get("kty") != "OKP" or published.get("crv") != "Ed25519":
        return None
    try:
        return OKPKey.import_key({name: published[name] for name in ("kty", "crv", "x", "kid")})
    except (JoseError, KeyError, ValueError):
        return None
