"""Metrics for Prometheus: each route's rate, errors and duration; the ledger's head and age, the relay, the readers."""

import asyncio
import logging
import math
from datetime import UTC, datetime

from fastapi import APIRouter, FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Enum, Gauge, Histogram, generate_latest

from chassis import bus
from chassis.epochs import current_epoch, stream_of
from chassis.health import connected
from chassis.standing import Backlog, backlog, standings
from chassis.work import Work

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}
PATIENCE = 1.0  # seconds for the broker: a scrape waits for nobody
log = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)


class Metrics:
    """One service's measures, in a registry of their own. Every process of a service tells the same of its ledger."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.duration = Histogram(
            "http_request_duration_seconds",
            "Time from the request's first byte to the answer's last",
            ("method", "route", "status"),
            registry=registry,
            buckets=BUCKETS,
        )
        self.head = Gauge("ledger_head", "The ledger's last position", registry=registry)
        self.published = Gauge(
            "ledger_published", "The stream's last position; NaN while the broker is away", registry=registry
        )
        self.unpublished = Gauge("ledger_unpublished", "Events that the stream does not have yet", registry=registry)
        self.age = Gauge(
            "ledger_oldest_unpublished_seconds", "Age of the oldest of them; 0 if there is none", registry=registry
        )
        self.relay = Enum(
            "relay_state",
            "Whether some process relays this ledger, all wait, or it stands still",
            states=["leading", "waiting", "halted"],
            registry=registry,
        )
        self.lag = self.of_readers("reader_lag", "Events between a reader and its stream")
        self.stale = self.of_readers("reader_stale", "1 if its code has changed and it asks to be rebuilt")
        self.parked = self.of_readers("reader_parked", "Events that a reader could not apply")
        self.halted = self.of_readers("reader_halted", "1 if it stands still until a person has looked")

    def of_readers(self, name: str, meaning: str) -> Gauge:
        """One measure of each projection and reaction."""
        return Gauge(name, meaning, ("reader",), registry=self.registry)

    def seen(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request was answered."""
        self.duration.labels(method if method in METHODS else "other", route, status).observe(seconds)

    def stands(self, ledger: Backlog, published: int | None, now: datetime) -> None:
        """Where the ledger is, and how much of it others cannot know yet."""
        self.head.set(ledger.head)
        self.published.set(math.nan if published is None else published)
        self.unpublished.set(ledger.waiting)
        self.age.set(max(0.0, (now - ledger.since).total_seconds()) if ledger.since else 0.0)
        self.relay.state(ledger.relay)


@router.get("/metrics")
async def show_metrics(request: Request) -> Response:
    """Everything measured, in Prometheus' text format."""
    state = request.app.state
    metrics: Metrics = state.metrics
    published = await published_by(request.app)
    async with state.readings() as session:
        ledger = await backlog(session, published)
        readers = await standings(session, state.work or Work(state.service))
    metrics.stands(ledger, published, datetime.now(UTC))
    for standing in readers:
        metrics.lag.labels(standing.reader).set(standing.lag)
        metrics.parked.labels(standing.reader).set(standing.parked)
        metrics.stale.labels(standing.reader).set(standing.stale)
        metrics.halted.labels(standing.reader).set(standing.reader in ledger.halted)
    return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)


async def published_by(app: FastAPI) -> int | None:
    """How far the service's stream is; None if the broker does not say so at once."""
    try:
        async with asyncio.timeout(PATIENCE):
            jetstream = (await connected(app)).jetstream(timeout=PATIENCE)
            async with app.state.readings() as session:
                epoch = await current_epoch(session)
            return await bus.last_of(jetstream, stream_of(app.state.service, epoch.number)) or 0
    except Exception as error:
        log.info("the broker does not say how far the stream is: %s", type(error).__name__)
        return None
