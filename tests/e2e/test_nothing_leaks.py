"""Whoever copies every database, stream, log and trace before the opening finds no price in them, however written."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from services.tendering.tests.planted import LOTS, PLANTED, bodies, found
from tests.conformance.openers import PUBLIC, own_share
from tests.e2e.collector import Collector, collecting
from tests.e2e.story import BID, CLOSES_AT, DRAFTED, PUBLISHED, Story, pounds
from tests.faults.evidence import carried

from commonweal.sealing import sealed_body
from commonweal.state import DATABASES, State
from commonweal.testing import eventually, needs_binaries, running

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("sealed"), pytest.mark.timeout(300)]
HOUSES = ("opener", "opener-council", "opener-inspector")
CEREMONY, V1 = "2027-01-15T12:02:00Z", "/tendering/v1"


@dataclass
class Sealed:
    """A traced platform with two notices of 100 lots; a bid for each, one sealed by its bidder, one by the server."""

    story: Story
    collector: Collector
    notices: list[dict[str, Any]]

    def opens(self) -> None:
        """Two of three openers meet, over both notices."""
        for notice in self.notices:
            for who in HOUSES[:2]:
                share = {"share": own_share(self.story.platform.client(who), notice["id"])}
                self.story.say(who, "POST", f"{V1}/notices/{notice['id']}/opening/shares", json=share, now=CEREMONY)


def published(story: Story, holders: list[str]) -> dict[str, Any]:
    """A notice of so many lots that one bid plants half of the amounts."""
    draft = {
        "title": "Homelessness prevention",
        "description": "Help for people who may lose their home.",
        "category": "services",
        "regime": "light_touch",
        "cpv": ["85311000"],
        "closes_at": CLOSES_AT,
        "lots": [{"title": f"Area {number}", "value": pounds("1000.00")} for number in range(LOTS)],
        "criteria": [{"name": "Price", "kind": "price", "weight": 100}],
    }
    notice = story.say("commissioner", "POST", f"{V1}/notices", json=draft, now=DRAFTED).json()
    path = f"{V1}/notices/{notice['id']}"
    story.say("commissioner", "POST", f"{path}/sealing", json={"threshold": 2, "openers": holders}, now=DRAFTED)
    return dict(story.say("commissioner", "POST", f"{path}/publish", now=PUBLISHED).json())


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    needs_binaries()
    with collecting() as collector, pytest.MonkeyPatch.context() as environment:
        environment.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
        environment.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
        with running(tmp_path_factory.mktemp("sealed") / "state") as platform:
            story = Story(platform)
            story.register("commissioner", "Northbridge Council", "buyer")
            story.register("provider", "Harbour Homes CIC", "provider")
            keys = [story.say(who, "POST", f"{V1}/openers", json={"public_key": PUBLIC}) for who in HOUSES]
            holders = [answer.json()["id"] for answer in keys]
            planted = Sealed(story, collector, [published(story, holders) for _ in range(2)])
            plant(planted)
            yield planted


def plant(sealed: Sealed) -> None:
    """Half of the amounts leave their bidder sealed; the others come in clear, as a draft at first."""
    story, (own, servers) = sealed.story, sealed.notices
    first, second = bodies(own)[0], bodies(servers)[1]
    sealing = story.platform.public.get(f"{V1}/notices/{own['id']}/sealing").json()
    bidder = UUID(str(story.platform.client("provider").organisation))
    body = sealed_body(json.dumps(first).encode(), sealing, bidder)
    story.say("provider", "POST", f"{V1}/notices/{own['id']}/bids", json=body, now=BID)
    path = f"{V1}/notices/{servers['id']}"
    story.say("provider", "PUT", f"{path}/draft", json=second, now=BID)
    story.platform.client("provider").headers["Idempotency-Key"] = "planted"
    receipt = story.say("provider", "POST", f"{path}/bids", json=second, now=BID).json()
    del story.platform.client("provider").headers["Idempotency-Key"]
    assert receipt["sealed"]["sealed_by"] == "server"
    eventually(lambda: len(sealed.collector.find(name="POST /tendering/v1/notices/{notice_id}/bids")) == 2)


def databases(state: State) -> bytes:
    """Every row of every table of every database, and every byte that a column holds."""

    async def rows(name: str) -> list[bytes]:
        kept: list[bytes] = []
        connection = await asyncpg.connect(state.operators_url(name))
        try:
            for (table,) in await connection.fetch("select tablename from pg_tables where schemaname = 'public'"):
                for row in await connection.fetch(f'select t.*, t::text as whole from "{table}" t'):
                    kept += [value if isinstance(value, bytes) else str(value).encode() for value in row]
        finally:
            await connection.close()
        return kept

    async def every() -> list[bytes]:
        return [kept for name in DATABASES for kept in await rows(name)]

    return b"\n".join(asyncio.run(every()))


def streams(state: State) -> bytes:
    """Every message of every stream, and the broker's own files."""
    messages = [message.body for each in asyncio.run(carried(state)).values() for message in each]
    return b"\n".join([*messages, *files(state, "nats")])


def files(state: State, folder: str) -> list[bytes]:
    """What stands in the files of one of the state's folders."""
    return [path.read_bytes() for path in (state.directory / folder).rglob("*") if path.is_file()]


def test_before_the_opening_none_of_200_amounts_is_in_a_database_stream_log_or_trace(sealed: Sealed) -> None:
    state = sealed.story.platform.state
    everywhere = {
        "databases": databases(state),
        "streams": streams(state),
        "logs": b"\n".join(files(state, "logs")),
        "traces": sealed.collector.raw,
    }
    assert all(everywhere.values()), "there is something to be searched everywhere"
    assert {where: found(kept) for where, kept in everywhere.items()} == {where: [] for where in everywhere}
    sealed.opens()
    assert found(databases(state)) == PLANTED, "the search finds what is there to be found"
    assert found(streams(state)) == [], "no event tells a price, even afterwards"
