"""Where spans go: over OTLP/HTTP to a collector, without anything that people sent.

The endpoint, its headers and the share of traces that is kept are OpenTelemetry's own environment variables:
OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER_ARG.
"""

import os
import threading
from collections.abc import Sequence

import aiohttp
from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.aiohttp_client import create_trace_config
from opentelemetry.instrumentation.asyncpg import AsyncPGInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import Decision, ParentBased, Sampler, SamplingResult, TraceIdRatioBased
from opentelemetry.trace import Link, SpanKind, Status, TraceState
from opentelemetry.util.types import Attributes

from chassis.telemetry import W3C

GOODBYE = 2.0  # seconds
#: What leaves the process of a span's attributes. Addresses, queries and errors' messages hold what people sent.
SHOWN = frozenset(
    {
        "code.function.name",
        "db.name",
        "db.statement",
        "db.system",
        "error.type",
        "gateway.led_to",
        "http.method",
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "http.status_code",
        "ledger.position",
        "messaging.batch.message_count",
        "messaging.destination.name",
        "messaging.message.id",
        "messaging.operation.type",
        "messaging.system",
    }
)


class Begun(Sampler):
    """A trace begins with a request, or with a reader that catches up.

    What the relay and the readers ask the database while nothing happens belongs to no trace.
    """

    def __init__(self, share: float) -> None:
        self.chosen = TraceIdRatioBased(share)

    def should_sample(  # noqa: PLR0917  as OpenTelemetry calls it
        self,
        parent_context: Context | None,
        trace_id: int,
        name: str,
        kind: SpanKind | None = None,
        attributes: Attributes = None,
        links: Sequence[Link] | None = None,
        trace_state: TraceState | None = None,
    ) -> SamplingResult:
        """Asked for spans without a parent only."""
        if kind not in {SpanKind.SERVER, SpanKind.CONSUMER}:
            return SamplingResult(Decision.DROP)
        return self.chosen.should_sample(parent_context, trace_id, name, kind, attributes, links, trace_state)

    def get_description(self) -> str:
        """For OpenTelemetry's own log."""
        return f"Begun({self.chosen.rate})"


class Discreet(SpanExporter):
    """Passes spans on without what is not on the list: neither errors' messages nor the values in them."""

    def __init__(self, exporter: SpanExporter) -> None:
        self.exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Called from the processor's own thread."""
        return self.exporter.export([discreet(span) for span in spans])

    def shutdown(self) -> None:
        """No more spans come."""
        self.exporter.shutdown()


def discreet(span: ReadableSpan) -> ReadableSpan:
    """The span as outsiders may see it."""
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes={name: value for name, value in (span.attributes or {}).items() if name in SHOWN},
        links=span.links,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def open_for(service: str) -> None:
    """Have spans made, and sent. `traceparent` is all that is passed on: what others call baggage stays outside."""
    share = float(os.environ.get("OTEL_TRACES_SAMPLER_ARG") or 1)
    provider = TracerProvider(
        sampler=ParentBased(Begun(share)),
        resource=Resource.create({"service.name": service, "service.namespace": "commonweal"}),
        shutdown_on_exit=False,
    )
    provider.add_span_processor(BatchSpanProcessor(Discreet(OTLPSpanExporter())))
    trace.set_tracer_provider(provider)
    propagate.set_global_textmap(W3C)
    # Not SQLAlchemy's instrumentation: it declines SQLAlchemy 2.1 in one log line, and then there are no statements.
    AsyncPGInstrumentor().instrument()  # type: ignore[no-untyped-call]


def close() -> None:
    """In a thread that is given up: the exporter goes on trying for longer than a process has to end."""
    provider = trace.get_tracer_provider()
    if isinstance(provider, TracerProvider):
        goodbye = threading.Thread(target=provider.shutdown, daemon=True)
        goodbye.start()
        goodbye.join(GOODBYE)


def outbound() -> list[aiohttp.TraceConfig]:
    """For an aiohttp session: a span for each request, whose name travels with it."""
    return [create_trace_config()]
