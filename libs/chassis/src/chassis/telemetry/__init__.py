"""Traces: what one request caused in every process, joined by the W3C trace context that the ledger keeps.

Off unless a deployment asks for it, and then it costs a comparison here and there: OpenTelemetry's SDK is imported by
`begin` only (`pipeline`). Requests have their spans from FastAPI itself, statements from asyncpg's instrumentation;
this module adds what only we know: an event is recorded, published, applied. docs/tracing.md shows one trace.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import Link, Span, SpanKind, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

if TYPE_CHECKING:
    from aiohttp import TraceConfig

MOST = 100  # events of one batch that each get a span: a larger batch is a reader that catches up, or a rebuild
W3C = TraceContextTextMapPropagator()
_tracer: Tracer | None = None


def begin(service: str, *, tracing: bool) -> None:
    """From here on this process has traces, if `tracing`; before the first connection and the first request."""
    global _tracer  # noqa: PLW0603  a process has traces or has none
    if tracing and _tracer is None:
        from chassis.telemetry import pipeline  # noqa: PLC0415  the SDK, which nobody else pays for

        pipeline.open_for(service)
        _tracer = trace.get_tracer("commonweal")


def end() -> None:
    """Send what is left and stop. A collector that does not answer holds nobody up for long."""
    global _tracer  # noqa: PLW0603
    if _tracer is not None:
        from chassis.telemetry import pipeline  # noqa: PLC0415

        pipeline.close()
        _tracer = None


def on() -> bool:
    """Whether this process has traces."""
    return _tracer is not None


def traceparent() -> str | None:
    """The W3C name of the span under way; None if there is none."""
    return named(trace.get_current_span()) if _tracer is not None else None


def here() -> Mapping[str, str]:
    """The span under way, as a log line names it."""
    name = traceparent()
    return {"trace_id": name[3:35], "span_id": name[36:52]} if name else {}


def entering(method: str, inbound: str | None) -> AbstractContextManager[Span]:
    """A request at the platform's door. Its trace begins here, or goes on from `inbound`, whom the caller trusts."""
    if _tracer is None:
        return nullcontext(trace.INVALID_SPAN)
    kind, told = SpanKind.SERVER, {"http.request.method": method}
    context = remote(inbound) if inbound else Context()
    return _tracer.start_as_current_span(method, context, kind, told, record_exception=False)


def recording(event: str) -> AbstractContextManager[Any]:
    """While an event is written to the ledger: whoever publishes and applies it later goes on from here.

    It joins the trace under way and never begins one: what may not be traced leaves no trace in the ledger either.
    """
    if _tracer is None or not trace.get_current_span().is_recording():
        return nullcontext()
    return _tracer.start_as_current_span(f"emit {event}", record_exception=False)


@contextmanager
def publishing(stream: str, rows: Sequence[Mapping[Any, Any]]) -> Iterator[Sequence[str | None]]:
    """One span an event, child of the one that recorded it, until the broker has them all. Yields what each carries."""
    if _tracer is None:
        yield [row["trace"] for row in rows]
        return
    spans = [_published(_tracer, stream, row) for row in rows]
    try:
        yield [named(span) for span in spans]
    finally:
        for span in spans:
            span.end()


def _published(tracer: Tracer, stream: str, row: Mapping[Any, Any]) -> Span:
    if not row["trace"]:
        return trace.INVALID_SPAN
    told = {**about(stream, "send"), "messaging.message.id": str(row["event_id"]), "ledger.position": row["position"]}
    return tracer.start_span(f"publish {row['type']}", remote(row["trace"]), SpanKind.PRODUCER, told)


@contextmanager
def consuming(what: str, stream: str, traces: Iterable[str | None]) -> Iterator[None]:
    """While a batch of events is applied: one span an event, each in the trace of what caused the event.

    The batch is one transaction, so its statements can have one parent only: the first event's span. The others'
    spans link to that one. A whole batch of old events is one span, which links to as many as OpenTelemetry keeps.
    """
    told = [] if _tracer is None else [sent for sent in traces if sent]
    if _tracer is None or not told:
        yield
        return
    kind, attributes = SpanKind.CONSUMER, {**about(stream, "process"), "messaging.batch.message_count": len(told)}
    if len(told) > MOST:
        links = [Link(trace.get_current_span(remote(sent)).get_span_context()) for sent in told]
        with _tracer.start_as_current_span(what, Context(), kind, attributes, links, record_exception=False):
            yield
        return
    first, *others = told
    with _tracer.start_as_current_span(what, remote(first), kind, attributes, record_exception=False) as leading:
        to_leading = [Link(leading.get_span_context())]
        spans = [_tracer.start_span(what, remote(sent), kind, attributes, to_leading) for sent in others]
        try:
            yield
        finally:
            for span in spans:
                span.end()


def outbound() -> list["TraceConfig"]:
    """For an aiohttp session: what gives each request a span, whose name travels with it."""
    if _tracer is None:
        return []
    from chassis.telemetry import pipeline  # noqa: PLC0415

    return pipeline.outbound()


def about(stream: str, operation: str) -> dict[str, Any]:
    """What OpenTelemetry's conventions say of a message."""
    return {
        "messaging.system": "nats",
        "messaging.destination.name": stream,
        "messaging.operation.type": operation,
    }


def remote(sent: str) -> Context:
    """The span that `traceparent` names, as a parent."""
    return W3C.extract({"traceparent": sent}, Context())


def named(span: Span) -> str | None:
    """The span's `traceparent`; None if it is none."""
    context = span.get_span_context()
    if not context.is_valid:
        return None
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
