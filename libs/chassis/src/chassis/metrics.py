"""Metrics for Prometheus: rate, errors and duration of each route; the ledger's head, readers' lag, what is parked."""

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Histogram, generate_latest

from chassis.ledger import head_of
from chassis.standing import standings
from chassis.work import Work

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}
router = APIRouter(include_in_schema=False)


class Metrics:
    """One service's measures, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.duration = Histogram(
            "http_request_duration_seconds",
            "Time from the request's first byte to the answer's last",
            ("method", "route", "status"),
            registry=self.registry,
            buckets=BUCKETS,
        )
        self.head = Gauge("ledger_head", "The ledger's last position", registry=self.registry)
        self.lag = Gauge("reader_lag", "Events between a reader and its stream", ("reader",), registry=self.registry)
        self.stale = Gauge(
            "reader_stale", "1 if its code has changed and it asks to be rebuilt", ("reader",), registry=self.registry
        )
        self.parked = Gauge(
            "reader_parked", "Events that a reader could not apply", ("reader",), registry=self.registry
        )

    def seen(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request was answered."""
        self.duration.labels(method if method in METHODS else "other", route, status).observe(seconds)


@router.get("/metrics")
async def show_metrics(request: Request) -> Response:
    """Everything measured, in Prometheus' text format."""
    state = request.app.state
    metrics: Metrics = state.metrics
    async with state.readings() as session:
        position, _ = await head_of(session)
        readers = await standings(session, state.work or Work(state.service))
    metrics.head.set(position)
    for standing in readers:
        metrics.lag.labels(standing.reader).set(standing.lag)
        metrics.parked.labels(standing.reader).set(standing.parked)
        metrics.stale.labels(standing.reader).set(standing.stale)
    return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)
