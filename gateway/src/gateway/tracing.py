"""Where traces begin: at this door, unless the caller is one whose traces go on here, such as an ingress."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from opentelemetry import trace
from pydantic import IPvAnyNetwork
from starlette.types import Scope

from chassis import telemetry
from chassis.transactions import TRACEPARENT
from gateway.headers import new_trace
from gateway.limits import is_within


@dataclass
class Entrance:
    """One request's trace. `traceparent` is what a service hears of it; empty where no trace may be kept."""

    traceparent: bytes = b""
    span: trace.Span = trace.INVALID_SPAN

    def led(self, method: str, to: str, status: int) -> None:
        """How it ended. The span is named by the service, as its paths hold identifiers."""
        if self.span.is_recording():
            self.span.update_name(f"{method} {to}")
            self.span.set_attributes({"gateway.led_to": to, "http.response.status_code": status})
            if status >= 500:
                self.span.set_status(trace.StatusCode.ERROR)

    def ids(self) -> dict[str, str]:
        """The trace, as a log line names it."""
        return {"trace_id": self.traceparent[3:35].decode()} if self.traceparent else {}


@contextmanager
def entrance(scope: Scope, trusted: Collection[IPvAnyNetwork], *, traced: bool) -> Iterator[Entrance]:
    """The trace of a request, which is under way inside; one that came from a `trusted` network goes on."""
    if not traced:
        yield Entrance()
        return
    given = continued(scope, trusted) if trusted else None
    with telemetry.entering(scope["method"], given) as span:
        yield Entrance((telemetry.traceparent() or given or new_trace()).encode(), span)


def continued(scope: Scope, trusted: Collection[IPvAnyNetwork]) -> str | None:
    """The `traceparent` that the request came with, if it is one and came from one of these networks."""
    sent = [value.decode("latin-1") for name, value in scope["headers"] if name == b"traceparent"]
    if len(sent) != 1 or not TRACEPARENT.fullmatch(sent[0]) or not scope["client"]:
        return None
    return sent[0] if is_within(scope["client"][0], trusted) else None
