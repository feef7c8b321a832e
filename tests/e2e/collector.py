"""A collector for tests: takes traces over OTLP/HTTP as any collector does, and keeps them to be looked at."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span as Sent


@dataclass(frozen=True)
class Span:
    """What one process did, from `start` to `end` (nanoseconds)."""

    service: str
    name: str
    kind: str
    trace: str
    id: str
    parent: str
    start: int
    end: int
    told: dict[str, Any] = field(compare=False)
    links: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """The SQL, if it is one of the database's, on one line."""
        return " ".join(str(self.told.get("db.statement", "")).split())

    @property
    def short(self) -> str:
        """Its name, or what the statement does to which table."""
        found = re.match(
            r"(INSERT) INTO (\w+)|(UPDATE) (\w+)|(DELETE) FROM (\w+)|(SELECT).*? FROM (\w+)|"
            r"\s*with\b.*(insert) into (\w+)",
            self.statement,
            re.DOTALL,
        )
        return " ".join(filter(None, found.groups())) if found else self.name


class Collector:
    """Listens until closed. `raw` is all that ever came."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.raw = b""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """What OTEL_EXPORTER_OTLP_ENDPOINT takes."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def handler(collector) -> type[BaseHTTPRequestHandler]:  # noqa: N805  `self` is the handler's
        """Takes what is posted to /v1/traces."""

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                known = self.path == "/v1/traces"
                if known:
                    collector.raw += body
                    collector.spans += spans_in(body)
                self.send_response(200 if known else 404)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        return Handler

    def trace(self, of: Span) -> list[Span]:
        """Everything of that trace, in the order in which it began."""
        return sorted((span for span in list(self.spans) if span.trace == of.trace), key=lambda span: span.start)

    def children(self, of: Span) -> list[Span]:
        """What it caused directly."""
        return [span for span in self.trace(of) if span.parent == of.id]

    def find(self, **wanted: str) -> list[Span]:
        """The spans with these values, latest last."""
        found = [span for span in list(self.spans) if all(getattr(span, at) == is_ for at, is_ in wanted.items())]
        return sorted(found, key=lambda span: span.start)


def spans_in(body: bytes) -> Iterator[Span]:
    """Everything in one request of an exporter."""
    for told in ExportTraceServiceRequest.FromString(body).resource_spans:
        resource = {attribute.key: attribute.value.string_value for attribute in told.resource.attributes}
        for scope in told.scope_spans:
            for sent in scope.spans:
                yield span_of(resource["service.name"], sent)


def span_of(service: str, sent: Sent) -> Span:
    """One span, in our words."""
    told = {each.key: getattr(each.value, str(each.value.WhichOneof("value"))) for each in sent.attributes}
    links = tuple(link.span_id.hex() for link in sent.links)
    kind = Sent.SpanKind.Name(sent.kind).removeprefix("SPAN_KIND_")
    times = sent.start_time_unix_nano, sent.end_time_unix_nano
    ids = sent.trace_id.hex(), sent.span_id.hex(), sent.parent_span_id.hex()
    return Span(service, sent.name, kind, *ids, *times, told, links)


def drawn(collector: Collector, root: Span) -> Iterator[str]:
    """The trace as an indented tree: how long each span took, and when it began, in milliseconds."""

    def lines(span: Span, depth: int) -> Iterator[str]:
        took, after = (span.end - span.start) / 1e6, (span.start - root.start) / 1e6
        yield f"{after:8.1f} {took:8.1f}  {'  ' * depth}{span.service}: {span.short}"
        for child in collector.children(span):
            yield from lines(child, depth + 1)

    yield from lines(root, 0)


@contextmanager
def collecting() -> Iterator[Collector]:
    """One that listens inside."""
    collector = Collector()
    try:
        yield collector
    finally:
        collector.server.shutdown()
        collector.server.server_close()
