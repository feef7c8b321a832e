"""Carries a request to a service and its answer back, piece by piece as they come, and stops when either side does."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass

import aiohttp
from multidict import CIMultiDict
from starlette.types import Message, Send
from yarl import URL

from chassis import telemetry
from chassis.problems import Problem
from gateway import refusals
from gateway.breaker import Breaker
from gateway.headers import Headers, carried_out
from gateway.inbound import ClientGone, Inbound, unless_gone
from gateway.routes import Destination

# Less than the services' keep-alive (5 s): a connection that the other side is closing is never picked for a command.
KEEPALIVE = 3.0
CONNECT = 2.0
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Request:
    """What is sent to the service. `path` is canonical, `query` as it came, `headers` are those that may pass."""

    method: str
    path: str
    query: str
    headers: Headers

    def url(self, address: str) -> URL:
        """Where at the service, not spelled anew."""
        return URL(f"{address}{self.path}?{self.query}" if self.query else f"{address}{self.path}", encoded=True)


class Proxy:
    """One pool of connections to all services.

    `patience` is how many seconds a service may stay silent, and a client may leave a piece of its answer untaken.
    """

    session: aiohttp.ClientSession

    def __init__(self, services: Iterable[str], *, patience: float) -> None:
        self.breakers = {service: Breaker() for service in services}
        self.patience = patience

    async def open(self) -> None:
        """Needs the running loop. Follows no redirect, unpacks nothing, keeps no cookie, reads no environment."""
        self.session = aiohttp.ClientSession(
            auto_decompress=False,
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=100, keepalive_timeout=KEEPALIVE),
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT, sock_read=self.patience),
            trace_configs=telemetry.outbound(),
        )

    async def close(self) -> None:
        """Let the connections go."""
        await self.session.close()

    async def carry(self, request: Request, to: Destination, inbound: Inbound, send: Send) -> None:
        """Ask the service and pass on what it says. Raises Problem if nothing of an answer has left yet.

        An answer that breaks off midway breaks off for the client too: it must not look whole.
        """
        breaker = self.breakers[to.service]
        if not breaker.admits():
            raise refusals.unavailable(to.service, retry_after=breaker.wait)
        answer = Answer(send, to.address, self.patience)
        try:
            async with unless_gone(inbound):
                await self._exchange(request, to, inbound, answer, breaker)
        except ClientGone:
            breaker.abandoned()
        except (aiohttp.ClientError, TimeoutError) as error:
            if inbound.failure is not None:
                breaker.abandoned()
            else:
                breaker.failed()
            self._give_up(error, to.service, inbound, answer)
        except BaseException:
            breaker.abandoned()
            raise

    async def _exchange(
        self, request: Request, to: Destination, inbound: Inbound, answer: "Answer", breaker: Breaker
    ) -> None:
        async with self.session.request(
            request.method,
            request.url(to.address),
            headers=CIMultiDict((name.decode(), value.decode("utf-8", "replace")) for name, value in request.headers),
            data=await inbound.body() or None,
            allow_redirects=False,
        ) as response:
            breaker.answered()
            await answer.begin(response.status, response.raw_headers)
            async for piece in response.content.iter_any():
                await answer.go_on(piece)
        await answer.end()

    def _give_up(self, error: Exception, service: str, inbound: Inbound, answer: "Answer") -> None:
        if isinstance(inbound.failure, ClientGone):
            return
        if answer.begun:
            log.warning("%s broke off an answer: %r", service, error)
            return
        if inbound.failure is not None:
            raise inbound.failure from error
        log.warning("%s did not answer: %r", service, error)
        raise problem_of(error, service) from error


class Answer:
    """What the client gets to see of a service's answer. Each of these raises ClientGone for one that takes nothing."""

    def __init__(self, send: Send, address: str, patience: float) -> None:
        self.send, self.address, self.patience = send, address, patience
        self.begun = False

    async def begin(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Status and headers; from here on there is no other answer."""
        self.begun = True
        shown = carried_out(headers, self.address)
        await self._tell({"type": "http.response.start", "status": status, "headers": shown})

    async def go_on(self, piece: bytes) -> None:
        """Some of the body."""
        await self._tell({"type": "http.response.body", "body": piece, "more_body": True})

    async def end(self) -> None:
        """It is whole."""
        await self._tell({"type": "http.response.body", "body": b"", "more_body": False})

    async def _tell(self, message: Message) -> None:
        try:
            async with asyncio.timeout(self.patience):
                await self.send(message)
        except TimeoutError:  # the service's connection, and what it reads from, are for those who listen
            raise ClientGone from None


def problem_of(error: Exception, service: str) -> Problem:
    """503 if the service never heard of the request, so that trying again is safe; else 504 or 502."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return refusals.unavailable(service, retry_after=1)
    if isinstance(error, TimeoutError):
        return refusals.timed_out(service)
    return refusals.garbled(service)
