"""NATS: one way to connect, one way to declare a service's stream, one way to leave."""

import logging

import aiohttp
import nats
from nats.aio.client import Client
from nats.errors import ConnectionClosedError
from nats.js import JetStreamContext
from nats.js.api import DiscardPolicy, RetentionPolicy, StorageType, StreamConfig

from chassis.epochs import BEGAN, FIRST, Epoch, stream_of, told_of
from chassis.ledger import LARGEST_BODY
from chassis.settings import Settings

HEADERS = 16 * 1024  # room for an event's headers beside its body
log = logging.getLogger(__name__)


def declared(service: str, epoch: Epoch = FIRST, *, replicas: int = 1) -> StreamConfig:
    """One ledger and nothing else: kept for ever, on disk, neither deleted from nor purged."""
    return StreamConfig(
        name=stream_of(service, epoch.number),
        subjects=[f"{service}.>"],
        retention=RetentionPolicy.LIMITS,
        discard=DiscardPolicy.NEW,
        storage=StorageType.FILE,
        num_replicas=replicas,
        max_msg_size=LARGEST_BODY + HEADERS,
        deny_delete=True,
        deny_purge=True,
        allow_direct=False,
        metadata={BEGAN: str(epoch.began_at)},
    )


async def connect(settings: Settings, name: str) -> Client:
    """A connection that comes back by itself, for ever; until a server answers for the first time, this waits.

    Answers come to an inbox of the user's own, which nobody else may listen to.
    """
    return await nats.connect(
        settings.nats_url,
        name=name,
        user=settings.nats_user,
        password=settings.nats_password.get_secret_value(),
        inbox_prefix=f"_INBOX_{settings.nats_user}".encode() if settings.nats_user else b"_INBOX",
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.2,
        ping_interval=5,
        max_outstanding_pings=2,
        drain_timeout=5,
        error_cb=_say,
    )


async def leave(connection: Client) -> None:
    """Send what is under way and close. Readers have unsubscribed before: an open fetch would hold this up."""
    try:
        await connection.drain()
    except ConnectionClosedError:
        return
    except Exception:
        log.exception("NATS did not take leave")
        await connection.close()


async def last_of(jetstream: JetStreamContext, stream: str) -> int | None:
    """The last sequence of a stream; None if there is no such stream."""
    told = await told_of(jetstream, stream)
    return None if told is None else told.state.last_seq


async def syncs_always(monitor_url: str) -> bool:
    """Whether the server says that it writes through (`sync_interval: always`), so that a power cut loses nothing."""
    timeout = aiohttp.ClientTimeout(total=2)
    async with aiohttp.ClientSession(timeout=timeout) as http, http.get(f"{monitor_url}/varz") as answer:
        server = await answer.json()
    return bool(server.get("jetstream", {}).get("config", {}).get("sync_always"))


async def _say(error: Exception) -> None:
    log.warning("NATS: %s", error or type(error).__name__)
