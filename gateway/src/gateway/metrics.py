"""Metrics of the door: what was asked of whom and how it ended, whom a quota stopped, which services are left alone."""

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Enum, Histogram, generate_latest

from chassis.identity import Visitor, caller, role
from chassis.metrics import BUCKETS
from gateway.breaker import Breaker
from gateway.limits import is_loopback

READERS = ("auditor", "platform_admin")
#: Any of these says that somebody else stands behind the connection.
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
router = APIRouter(include_in_schema=False)


class Meters:
    """The gateway's measures, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.duration = Histogram(
            "gateway_request_duration_seconds",
            "Time from the request's first byte to the answer's last, by where it led",
            ("service", "status"),
            registry=self.registry,
            buckets=BUCKETS,
        )
        self.stopped = Counter(
            "gateway_limits_hit", "Requests beyond a quota, by the quota's name", ("quota",), registry=self.registry
        )
        self.breaker = Enum(
            "gateway_breaker_state",
            "Whether requests go to a service (closed), one finds out (probing), or none does (open)",
            ("service",),
            states=["closed", "probing", "open"],
            registry=self.registry,
        )

    def seen(self, service: str, status: int, seconds: float) -> None:
        """One request was answered."""
        self.duration.labels(service, status).observe(seconds)

    def limited(self, quota: str) -> None:
        """One was too much."""
        self.stopped.labels(quota).inc()


async def reader(request: Request, actor: Visitor) -> None:
    """Whoever may read them: an auditor, an administrator, this machine itself. Raises Problem (401), Forbidden."""
    near = request.client is not None and is_loopback(request.client.host)
    forwarded = any(name in request.headers for name in FORWARDED)
    if request.app.state.settings.metrics_public or (near and not forwarded):
        return
    await role(*READERS)(await caller(actor))


@router.get("/metrics", dependencies=[Depends(reader)])
async def show_metrics(request: Request) -> Response:
    """Everything measured, in Prometheus' text format."""
    state = request.app.state
    meters: Meters = state.meters
    for service, breaker in state.proxy.breakers.items():
        meters.breaker.labels(service).state(state_of(breaker))
    return Response(generate_latest(meters.registry), media_type=CONTENT_TYPE_LATEST)


def state_of(breaker: Breaker) -> str:
    """In the words that everybody uses of breakers."""
    if breaker.closed:
        return "closed"
    return "probing" if breaker.probing else "open"
