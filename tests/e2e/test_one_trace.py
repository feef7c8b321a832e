"""One command is one trace, from the gateway to the row of the release; nothing that people sent is in it."""

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
from tests.e2e.collector import Collector, Span, collecting, drawn
from tests.e2e.story import Story

from commonweal.testing import Platform, eventually, needs_binaries, running

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("traced"), pytest.mark.timeout(300)]
EVENT = "tendering.notice.published.v1"
PACKAGES = "/transparency/v1/ocdsReleasePackages/ocds-213czf"
ROUTE = "POST /tendering/v1/notices/{notice_id}/publish"
CLIENTS = "00-11111111111111111111111111111111-2222222222222222-01"
PAGE = Path(__file__).parents[2] / "docs" / "tracing.md"


@dataclass
class Traced:
    """A platform that sends its traces to a collector, and one notice that was published on it."""

    platform: Platform
    collector: Collector
    notice_id: str

    def the(self, **wanted: str) -> Span:
        """The one span of the publish command's trace with these values."""
        command = self.collector.find(name=ROUTE)[-1]
        [found] = [span for span in self.collector.find(**wanted) if span.trace == command.trace]
        return found

    def log(self, service: str) -> list[dict[str, object]]:
        """What the service wrote, line by line."""
        lines = self.platform.state.log(service).read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Traced]:
    needs_binaries()
    with collecting() as collector, pytest.MonkeyPatch.context() as environment:
        environment.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
        environment.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
        with running(tmp_path_factory.mktemp("traced") / "state") as platform:
            story = Story(platform)
            story.register("commissioner", "Northbridge Council", "buyer")
            # What a process does only once shall not be in the trace on the page, nor a batch of two notices.
            story.say("auditor", "GET", f"{PACKAGES}-{story.publish()['id']}")
            platform.client("commissioner").headers.update({"traceparent": CLIENTS, "baggage": "who=CANARY-baggage"})
            notice_id = story.publish()["id"]
            story.say("auditor", "GET", f"{PACKAGES}-{notice_id}")
            eventually(lambda: releases_written(collector))
            yield Traced(platform, collector, notice_id)


def releases_written(collector: Collector) -> list[Span]:
    """The statements that write releases, in the trace of the publish command."""
    commands = collector.find(name=ROUTE)
    if len(commands) < 2:
        return []
    applied = [span for span in collector.find(name="apply releases") if span.trace == commands[-1].trace]
    return [child for span in applied for child in collector.children(span) if "INTO releases" in child.statement]


def test_a_publish_command_is_one_trace_from_the_gateway_to_the_row(traced: Traced) -> None:
    command = traced.the(name=ROUTE)
    asked, asking = traced.the(service="gateway", name="POST tendering"), traced.the(service="gateway", kind="CLIENT")
    emitted, published = traced.the(name=f"emit {EVENT}"), traced.the(name=f"publish {EVENT}")
    applied = traced.the(name="apply releases")
    assert (asked.kind, asked.parent) == ("SERVER", "")
    assert (asking.parent, command.parent, command.service) == (asked.id, asking.id, "tendering")
    assert emitted.parent in {span.id for span in traced.collector.trace(command) if span.service == "tendering"}
    assert (published.kind, published.parent, published.service) == ("PRODUCER", emitted.id, "tendering")
    assert (applied.kind, applied.parent, applied.service) == ("CONSUMER", published.id, "transparency")
    assert releases_written(traced.collector)
    assert emitted.end < published.start <= applied.start < applied.end


def test_statements_are_traced_though_sqlalchemys_own_instrumentation_declines(traced: Traced) -> None:
    caused = traced.collector.children(traced.the(name=f"emit {EVENT}"))
    under = [span for span in caused if span.kind == "CLIENT"]
    assert under[-1].short == "insert ledger"  # and the head, in one statement
    assert {span.told["db.system"] for span in under} == {"postgresql"}


def test_the_ledger_keeps_the_span_that_recorded_the_event(traced: Traced) -> None:
    async def kept() -> str:
        connection = await asyncpg.connect(traced.platform.state.operators_url("tendering"))
        try:
            return str(await connection.fetchval("select trace from ledger where type = $1 order by seq desc", EVENT))
        finally:
            await connection.close()

    emitted = traced.the(name=f"emit {EVENT}")
    assert asyncio.run(kept()).startswith(f"00-{emitted.trace}-{emitted.id}-")


def test_a_clients_own_trace_ends_at_the_gateway(traced: Traced) -> None:
    assert not [span for span in traced.collector.spans if span.trace == CLIENTS[3:35]]


def test_nothing_that_was_sent_is_in_the_spans(traced: Traced) -> None:
    sent = ("CANARY-baggage", "Homelessness", "1800000", "180000000", "Bearer", traced.notice_id)
    assert [secret for secret in sent if secret.encode() in traced.collector.raw] == []


def test_log_lines_name_the_trace_and_the_span(traced: Traced) -> None:
    command, asked = traced.the(name=ROUTE), traced.the(service="gateway", name="POST tendering")
    for span, line in (
        (command, {"route": ROUTE.removeprefix("POST "), "status": 200}),
        (asked, {"route": "tendering", "status": 200}),
    ):
        told = [each for each in traced.log(span.service) if each.get("span_id") == span.id]
        assert [each["trace_id"] for each in told] == [span.trace]
        assert line.items() <= told[0].items()


def test_a_review_leaves_no_span(traced: Traced) -> None:
    review = {"credential": "CANARY-credential", "period": "2026-Q4"}
    assert traced.platform.public.post("/ratings/v1/reviews", json=review).is_client_error
    traced.platform.public.get("/ratings/v1/nothing")
    eventually(lambda: traced.collector.find(service="gateway", name="GET ratings"))
    eventually(lambda: traced.collector.find(service="ratings", kind="SERVER"))
    assert not traced.collector.find(name="POST ratings")
    assert {span.name for span in traced.collector.find(service="ratings", kind="SERVER")} == {"GET"}
    last = [line for line in traced.log("ratings") if line.get("route") == "/ratings/v1/reviews"][-1]
    assert not {"trace_id", "span_id"} & last.keys()


def test_what_happens_while_nobody_asks_is_in_no_trace(traced: Traced) -> None:
    ids = {span.id for span in traced.collector.spans}
    roots = {span.kind for span in traced.collector.spans if span.parent not in ids}
    assert roots == {"SERVER"}


def test_the_page_shows_what_there_is(traced: Traced) -> None:
    statement = re.compile(r": (BEGIN|SELECT|INSERT|UPDATE|DELETE|COMMIT|ROLLBACK)\b")  # they come and go with the code
    page = PAGE.read_text().split("```text\n")[1].split("```")[0].splitlines()
    told = {line[17:].strip() for line in page if not statement.search(line)}
    assert len(told) > 8
    with suppress(TimeoutError):
        eventually(lambda: told <= {line[17:].strip() for line in tree_of(traced)})
    print("\n".join(tree_of(traced)))  # noqa: T201  `pytest -s` gives the page's text
    assert told - {line[17:].strip() for line in tree_of(traced)} == set()


def tree_of(traced: Traced) -> list[str]:
    """The publish command's trace so far, drawn: who reads of it ends when it ends."""
    return list(drawn(traced.collector, traced.the(service="gateway", name="POST tendering")))
