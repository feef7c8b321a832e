"""The last ten seconds of a deadline: 200 bidders submit through the gateway, and some come after it.

It has a stage of its own, with a client for each bidder. Nobody is paced by the answers of others.
"""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

import httpx

from events.registry import OrganisationFacts, OrganisationRegistered
from kernel.identifiers import new_id
from tests.bench.figures import Bound, Figure
from tests.bench.ledgers import tell
from tests.bench.stage import Stage, built

IN_TIME, LATE = 200, 20
RUSH = timedelta(seconds=10)
#: For everybody to be signed in and to have their hands on the keys.
BEFORE = timedelta(seconds=2)
#: A request begun so long before the deadline was here whole, however crowded the machine.
READ_WITHIN = timedelta(seconds=1)
V1 = "/tendering/v1"


@dataclass(frozen=True)
class Attempt:
    """What came of one bidder's bid; `begun` by the clock of this machine, which is also the gateway's."""

    begun: datetime
    seconds: float
    status: int
    answer: Any


class Rush:
    """A buyer, so many bidders, and one notice that closes soon."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.buyer, self.bidders = new_id(), [new_id() for _ in range(IN_TIME + LATE)]

    async def open(self) -> None:
        """Start the services, with everybody known to them and signed in."""
        people = [client_of("commissioner", self.buyer), *(client_of("provider", each) for each in self.bidders)]
        self.stage.clients.write_text(json.dumps({"clients": people}))
        self.stage.play("tendering", "worker")
        self.stage.play("tendering", "api")
        gateway = self.stage.play("gateway", "api")
        facts = [registered(self.buyer, "buyer"), *(registered(each, "provider") for each in self.bidders)]
        await tell(self.stage, "registry", facts)
        limits = httpx.Limits(max_connections=None)
        self.http = httpx.AsyncClient(base_url=f"http://127.0.0.1:{gateway.port}", limits=limits, timeout=60)
        self.tokens = {person["organisation"]: await self.signed_in(person) for person in people}

    async def signed_in(self, person: dict[str, Any]) -> dict[str, str]:
        """One client's headers."""
        named = {name: person[name] for name in ("client_id", "client_secret")}
        answer = await self.http.post("/oauth/token", data={"grant_type": "client_credentials", **named})
        return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}

    async def announced(self) -> Any:
        """The notice, which closes as soon as everybody has had time to be ready."""
        closes_at = datetime.now(UTC) + BEFORE + RUSH
        draft = {
            "title": "Outreach",
            "description": "Two vans and those who drive them.",
            "category": "services",
            "cpv": ["85311000"],
            "closes_at": closes_at.isoformat(),
            "lots": [{"title": "Outreach", "value": {"amount": "60000.00", "currency": "GBP"}}],
            "criteria": [{"name": "Price", "kind": "price", "weight": 100}],
        }
        notice = await self.asked(self.buyer, f"{V1}/notices", draft)
        return await self.asked(self.buyer, f"{V1}/notices/{notice['id']}/publish")

    async def asked(self, who: UUID, path: str, body: Any = None) -> Any:
        """What a command is answered, once the service has heard of who sends it."""
        for _ in range(200):
            answer = await self.http.post(path, json=body, headers=self.tokens[str(who)])
            if answer.is_success:
                return answer.json()
            await asyncio.sleep(0.1)
        raise RuntimeError(answer.text)

    async def run(self, notice: Any) -> list[Attempt]:
        """Everybody's bid: evenly over the last ten seconds, and a second of latecomers."""
        closes_at = datetime.fromisoformat(notice["closes_at"])
        step = RUSH / IN_TIME
        due = [closes_at - RUSH + step * place for place in range(IN_TIME)]
        due += [closes_at + timedelta(seconds=1) / LATE * (place + 1) for place in range(LATE)]
        pairs = zip(self.bidders, due, strict=True)
        return await asyncio.gather(*(self.bids(notice, bidder, moment) for bidder, moment in pairs))

    async def bids(self, notice: Any, bidder: UUID, due: datetime) -> Attempt:
        """One bid, sent when it is due."""
        offer = {"lot_id": notice["lots"][0]["id"], "price": {"amount": "55000.00", "currency": "GBP"}}
        body = {"offers": [offer], "proposal": "Two vans."}
        await asyncio.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds()))
        begun, started = datetime.now(UTC), time.perf_counter()
        path, headers = f"{V1}/notices/{notice['id']}/bids", self.tokens[str(bidder)]
        answer = await self.http.post(path, json=body, headers=headers)
        return Attempt(begun, time.perf_counter() - started, answer.status_code, answer.json())

    async def in_the_box(self, notice: Any) -> set[str]:
        """The bids that the service holds."""
        connection = await self.stage.connected("tendering")
        try:
            found = await connection.fetch("select id from bids where notice_id = $1", UUID(notice["id"]))
        finally:
            await connection.close()
        return {str(row["id"]) for row in found}


def lost(attempts: Sequence[Attempt], kept: set[str], closes_at: datetime) -> list[Attempt]:
    """In time, and yet not in the box: refused, broken off, or taken and gone."""
    return [
        each
        for each in attempts
        if (each.status == 201 and each.answer["id"] not in kept)
        or (each.status != 201 and each.begun <= closes_at - READ_WITHIN)
        or each.status not in {201, 409}
    ]


def late_and_taken(attempts: Sequence[Attempt], closes_at: datetime) -> list[Attempt]:
    """Begun or received after the deadline, and yet accepted."""
    taken = [each for each in attempts if each.status == 201]
    return [it for it in taken if max(it.begun, datetime.fromisoformat(it.answer["received_at"])) > closes_at]


def client_of(role: str, organisation: UUID) -> dict[str, Any]:
    """One for the gateway's first clients."""
    named = f"bench-{organisation.hex[-12:]}"
    return {"client_id": named, "client_secret": named, "organisation": str(organisation), "roles": [role]}


def registered(organisation: UUID, role: str) -> OrganisationRegistered:
    """As the register tells of it."""
    facts = OrganisationFacts(id=organisation, name=f"Bidder {organisation.hex[-6:]}", roles=[role], source="registrar")
    told = {"entity": organisation, "entity_version": 1, "occurred_at": datetime.now(UTC)}
    return OrganisationRegistered(organisation=facts, **told)


async def measure() -> dict[str, Figure]:
    """How long a bidder waits for the receipt in the rush; that nothing is lost and nothing late is taken."""
    async with built("registry", "tendering") as stage:
        rush = Rush(stage)
        await rush.open()
        notice = await rush.announced()
        attempts = await rush.run(notice)
        kept, closes_at = await rush.in_the_box(notice), datetime.fromisoformat(notice["closes_at"])
        await rush.http.aclose()
    took = sorted(each.seconds * 1000 for each in attempts if each.status == 201)
    none = Bound(at_most=0)
    return {
        "rush_p99_ms": Figure(took[ceil(len(took) * 0.99) - 1], None, "ms", "–"),
        "rush_accepted": Figure(len(took), IN_TIME, "bids", "sent before the deadline"),
        "rush_lost": Figure(len(lost(attempts, kept, closes_at)), None, "bids", "–", none),
        "rush_late_accepted": Figure(len(late_and_taken(attempts, closes_at)), None, "bids", "–", none),
    }
