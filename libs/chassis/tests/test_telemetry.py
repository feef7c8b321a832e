"""Traces inside one process: what is joined to what, what leaves it, and that all of it is free while it is off."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from libs.chassis.tests.city import KNOWN, City, registered
from libs.chassis.tests.desk import Desk, an_item, opened
from libs.chassis.tests.streams import caught_up, relay_of, relayed
from nats.js import JetStreamContext
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ParentBased
from opentelemetry.trace import NonRecordingSpan, SpanKind, Status, StatusCode
from sqlalchemy import select

from chassis import telemetry
from chassis.ledger import emit, ledger
from chassis.projections import Projection
from chassis.telemetry.pipeline import Begun, Discreet
from kernel.identifiers import new_id

SENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """Tracing on, for this process' own spans, into memory."""
    memory = InMemorySpanExporter()
    provider = TracerProvider(sampler=ParentBased(Begun(1.0)), shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(Discreet(memory)))
    monkeypatch.setattr(telemetry, "_tracer", provider.get_tracer("tests"))
    yield memory
    provider.shutdown()


def named(spans: InMemorySpanExporter, name: str) -> list[ReadableSpan]:
    return [span for span in spans.get_finished_spans() if span.name == name]


def trace_of(number: int) -> str:
    return f"00-{number:032x}-{number:016x}-01"


async def registered_in(city: City, trace: str | None) -> None:
    """An event that a request with this trace caused."""
    async with city.sessions.begin() as session:
        session.info["trace"] = trace
        entity = new_id()
        await emit(session, entity, registered(entity))


async def test_an_event_is_joined_from_its_command_to_the_batch_that_applies_it(
    city: City, jetstream: JetStreamContext, spans: InMemorySpanExporter
) -> None:
    with telemetry.entering("POST", None):
        await registered_in(city, SENT)
    await relayed(relay_of(city, jetstream))
    await caught_up(Projection(KNOWN, city.sessions), jetstream)
    order = ["emit registry.organisation.registered.v1", "publish registry.organisation.registered.v1"]
    chain = [named(spans, name)[0] for name in ["POST", *order, f"apply {KNOWN.name}"]]
    for cause, effect in pairwise(chain):
        assert effect.parent is not None
        assert (effect.parent.trace_id, effect.parent.span_id) == (cause.context.trace_id, cause.context.span_id)
    assert [span.kind for span in chain] == [SpanKind.SERVER, SpanKind.INTERNAL, SpanKind.PRODUCER, SpanKind.CONSUMER]
    async with city.sessions() as session:
        kept = await session.scalar(select(ledger.c.trace))
    assert kept is not None
    assert f"{chain[1].context.span_id:016x}" in kept  # the span under way, not the header that came


async def test_in_a_batch_each_event_has_a_span_in_its_own_trace(spans: InMemorySpanExporter) -> None:
    with telemetry.consuming("apply", "REGISTRY_1", [trace_of(1), None, trace_of(2), trace_of(3)]):
        inside = telemetry.traceparent()
    found = named(spans, "apply")
    assert sorted(span.context.trace_id for span in found) == [1, 2, 3]
    [leading] = [span for span in found if not span.links]
    assert inside == telemetry.named(NonRecordingSpan(leading.context))
    assert {link.context.span_id for span in found for link in span.links} == {leading.context.span_id}


async def test_a_reader_that_catches_up_writes_into_no_old_trace(spans: InMemorySpanExporter) -> None:
    traces = [trace_of(number) for number in range(1, telemetry.MOST + 2)]
    with telemetry.consuming("apply", "REGISTRY_1", traces):
        pass
    [one] = spans.get_finished_spans()
    assert one.parent is None
    assert one.context.trace_id > telemetry.MOST
    assert len(one.links) == telemetry.MOST + 1


async def test_what_begins_in_the_dark_is_in_no_trace(city: City, spans: InMemorySpanExporter) -> None:
    await registered_in(city, None)
    with telemetry.consuming("apply", "REGISTRY_1", [None]):
        assert telemetry.traceparent() is None
    assert spans.get_finished_spans() == ()
    async with city.sessions() as session:
        assert await session.scalar(select(ledger.c.trace)) is None


async def test_a_request_that_is_not_sampled_is_sampled_nowhere(spans: InMemorySpanExporter) -> None:
    with telemetry.entering("POST", SENT.removesuffix("1") + "0"), telemetry.recording("x"):
        pass
    with telemetry.consuming("apply", "REGISTRY_1", [SENT.removesuffix("1") + "0"]):
        pass
    assert spans.get_finished_spans() == ()


async def test_nothing_that_was_sent_leaves_with_a_span(spans: InMemorySpanExporter) -> None:
    with telemetry.entering("POST", None) as span:
        span.set_attribute("url.query", "q=CANARY")
        span.set_attribute("http.route", "/items/{item_id}")
        span.record_exception(ValueError("CANARY"))
        span.set_status(Status(StatusCode.ERROR, "CANARY"))
    [left] = spans.get_finished_spans()
    assert "CANARY" not in left.to_json()
    assert dict(left.attributes or {}) == {"http.request.method": "POST", "http.route": "/items/{item_id}"}
    assert left.status.status_code is StatusCode.ERROR


async def test_a_path_that_may_not_be_traced_forgets_the_trace_it_came_with() -> None:
    async with opened(untraced={"/registry/v1/items"}) as desk:
        assert (await desk.client().post("/items", json=an_item(), headers={"traceparent": SENT})).status_code == 201
        async with desk.sessions() as session:
            assert await session.scalar(select(ledger.c.trace)) is None


async def test_while_it_is_off_no_span_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(*_: object, **__: object) -> None:
        raise AssertionError("a span was made")

    for tracer in ("ProxyTracer", "NoOpTracer"):
        monkeypatch.setattr(f"opentelemetry.trace.{tracer}.start_span", made)
        monkeypatch.setattr(f"opentelemetry.trace.{tracer}.start_as_current_span", made)
    assert (await desk.client().post("/items", json=an_item())).status_code == 201
    with telemetry.publishing("REGISTRY_1", [{"trace": SENT}, {"trace": None}]) as traces:
        assert traces == [SENT, None]
    with telemetry.consuming("apply", "REGISTRY_1", [SENT]), telemetry.entering("GET", None):
        assert telemetry.here() == {}


def test_while_it_is_off_the_sdk_is_not_even_imported() -> None:
    program = """
import sys
import chassis.__main__, chassis.app, chassis.work
from chassis import telemetry
telemetry.begin("registry", tracing=False)
heavy = ("opentelemetry.sdk", "opentelemetry.instrumentation", "opentelemetry.exporter")
print([name for name in sys.modules if name.startswith(heavy)])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
