"""The platform's one OpenAPI document, kept up with what its services say of themselves."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import aiohttp
import orjson

from gateway.docs.merge import OWN, Document, merged

#: Seconds for which the document is shown without asking the services again.
FRESH = 30.0
#: Seconds for a service to describe itself: the first time it has everything to write.
PATIENCE = 15.0
log = logging.getLogger(__name__)
BEARER = {
    "type": "oauth2",
    "description": "Client credentials, for systems that write.",
    "flows": {"clientCredentials": {"tokenUrl": "/oauth/token", "scopes": {"read": "Look.", "write": "Act."}}},
}
FRAME: Document = {
    "openapi": "3.1.0",
    "info": {
        "title": "Commonweal",
        "version": "1.0.0",
        "summary": "An open platform for commissioning public services.",
        "description": "Reading what is public needs nothing. Systems that write get a token at `/oauth/token`; apps "
        "that only read may send `X-Api-Key`. Every error is an RFC 9457 problem. Writes take an `Idempotency-Key`.",
        "license": {"name": "MIT", "identifier": "MIT"},
    },
    "servers": [{"url": "/"}],
    "components": {"securitySchemes": {"bearer": BEARER}},
    "externalDocs": {"url": "/asyncapi.json", "description": "The events, as AsyncAPI 3.0."},
}


def without(away: Sequence[str]) -> Document:
    """The frame of a document in which these services are missing, which says so."""
    if not away:
        return FRAME
    notice = f"**Incomplete**: {', '.join(away)} did not answer yet; ask again in a moment. "
    return {**FRAME, "info": {**FRAME["info"], "description": notice + FRAME["info"]["description"], "x-missing": away}}


class Library:
    """Asks each service for its document, keeps the last one it gave, and merges them."""

    def __init__(self, addresses: Mapping[str, str], own: Callable[[], Document]) -> None:
        self.addresses, self.own = addresses, own
        self.parts: dict[str, Document] = {}
        self.asked_at = float("-inf")
        self.asking = asyncio.Lock()
        self.text = b""

    async def document(self, session: aiohttp.ClientSession) -> bytes:
        """The merged document as JSON. A service that is away is described as it last described itself.

        One that has not yet described itself is named in `info`, lest a client be made of half the platform unawares.
        """
        async with self.asking:
            if time.monotonic() - self.asked_at > FRESH:
                await self._ask(session)
        return self.text

    async def _ask(self, session: aiohttp.ClientSession) -> None:
        found = await asyncio.gather(*(self._described(session, service) for service in self.addresses))
        said = {service: part for service, part in zip(self.addresses, found, strict=True) if part is not None}
        if {**self.parts, **said} != self.parts or not self.text:
            self.parts.update(said)
            # A document is as large as the platform: the merge must not hold up those who only want an answer.
            self.text = await asyncio.to_thread(self._merge)
        if len(said) == len(self.addresses):
            self.asked_at = time.monotonic()

    def _merge(self) -> bytes:
        ordered = {service: self.parts[service] for service in self.addresses if service in self.parts}
        away = [service for service in self.addresses if service not in self.parts]
        return orjson.dumps(merged({OWN: self.own(), **ordered}, without(away)))

    async def _described(self, session: aiohttp.ClientSession, service: str) -> dict[str, Any] | None:
        url = f"{self.addresses[service]}/{service}/v1/openapi.json"
        try:
            async with session.get(url, timeout=aiohttp.ClientTimeout(total=PATIENCE)) as answer:
                answer.raise_for_status()
                found: dict[str, Any] = orjson.loads(await answer.read())
                return found
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            log.warning("%s does not describe itself: %s", service, type(error).__name__)
            return None
