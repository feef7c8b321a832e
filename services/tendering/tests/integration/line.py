"""The tendering service with its cast: a council that buys, two providers, an auditor, and the public."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, NOW, at, bid_body, notice_body

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import OrganisationFacts, OrganisationRegistered
from kernel.identifiers import new_id
from tendering.diary.reactions import REACTIONS

V1 = "/tendering/v1"
Json = Any  # what a client reads has no types to go by


class Line:
    """Everybody who takes part, and the steps they take, each checked to have worked."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self.service = service
        self.council, self.trust, self.rival = new_id(), new_id(), new_id()
        self.buyer = service.client("commissioner", organisation=self.council)
        self.provider = service.client("provider", organisation=self.trust)
        self.competitor = service.client("provider", organisation=self.rival)
        self.auditor = service.client("auditor")
        self.public = service.client()

    async def knows(self, organisation: UUID, name: str, *roles: str, status: str = "active") -> None:
        """Let the registry have told of an organisation."""
        facts = OrganisationFacts(id=organisation, name=name, roles=list(roles), status=status, source="self")
        await self.service.feed(OrganisationRegistered(occurred_at=NOW, organisation=facts), organisation)

    async def draft(self, **changes: Any) -> Json:
        """A notice that only the council sees."""
        return done(await self.buyer.post(f"{V1}/notices", json=notice_body(**changes), headers=at(NOW)), 201)

    async def published(self, **changes: Any) -> Json:
        """A notice that everybody sees."""
        notice = await self.draft(**changes)
        return done(await self.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW)))

    async def bid(
        self, notice: Json, by: httpx.AsyncClient | None = None, price: str = "85000.00", when: datetime = NOW
    ) -> Json:
        """The receipt of a bid for every lot."""
        path = f"{V1}/notices/{notice['id']}/bids"
        return done(await (by or self.provider).post(path, json=bid_body(notice, price), headers=at(when)), 201)

    async def awarded(self, **announced: Any) -> Json:
        """An award of every lot to the only bid, the day after the deadline."""
        notice = await self.published()
        bid = await self.bid(notice)
        body = {"bid_id": bid["id"], "lot_ids": [lot["id"] for lot in notice["lots"]], "reason": "The best bid."}
        path = f"{V1}/notices/{notice['id']}/awards"
        return done(await self.buyer.post(path, json=body | announced, headers=at(AFTERWARDS)), 201)

    async def proposed(self) -> Json:
        """A contract that the council has proposed."""
        award = await self.awarded()
        term = {"starts_on": "2026-12-01", "ends_on": "2027-11-30"}
        path = f"{V1}/awards/{award['id']}/contract"
        return done(await self.buyer.post(path, json=term, headers=at(AFTERWARDS)), 201)

    async def signed(self) -> Json:
        """A contract that both have signed."""
        contract = await self.proposed()
        path = f"{V1}/contracts/{contract['id']}/sign"
        return done(await self.provider.post(path, headers=at(AFTERWARDS)))


@asynccontextmanager
async def the_line() -> AsyncIterator[Line]:
    """The cast, known to the registry, on a database of its own."""
    async with service_under_test("tendering") as service:
        line = Line(service)
        await line.knows(line.council, "Northbridge Council", "buyer")
        await line.knows(line.trust, "Ashgate Homeless Trust", "provider")
        await line.knows(line.rival, "Crestline Homes Ltd", "provider")
        yield line


async def heard(line: Line) -> None:
    """Let the service hear of what it said itself."""
    for event in await line.service.emitted():
        if type(event) in REACTIONS:
            await line.service.feed(event, event.entity)


def done(answer: httpx.Response, status: int = 200) -> Any:
    """What was answered. Raises AssertionError for any other status."""
    assert answer.status_code == status, answer.text
    return answer.json()


__all__ = ["AFTERWARDS", "DEADLINE", "NOW", "V1", "Line", "at", "done", "heard", "the_line"]
