"""The grants service with its cast: a foundation and its assessor, two providers, an auditor, the public."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
from services.grants.tests.builders import NOW, application_body, at, award_body, scheme_body

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import OrganisationFacts, OrganisationRegistered
from kernel.identifiers import new_id

V1 = "/grants/v1"
Json = Any  # what a client reads has no types to go by


class Line:
    """Everybody who takes part, and the steps they take, each checked to have worked."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self.service = service
        self.foundation, self.trust, self.rival = new_id(), new_id(), new_id()
        self.funder = service.client("funder", organisation=self.foundation)
        self.assessor = service.client("assessor", organisation=self.foundation)
        self.provider = service.client("provider", organisation=self.trust)
        self.competitor = service.client("provider", organisation=self.rival)
        self.auditor = service.client("auditor")
        self.public = service.client()

    async def knows(self, organisation: UUID, name: str, *roles: str) -> None:
        """Let the registry have told of an organisation."""
        facts = OrganisationFacts(id=organisation, name=name, roles=list(roles), source="self")
        await self.service.feed(OrganisationRegistered(occurred_at=NOW, organisation=facts), organisation)

    async def adopts(self, *standards: str, now: datetime = NOW) -> Json:
        """The foundation holds itself to these rules."""
        body = {"standards": list(standards), "statement": "We keep to these."}
        return done(await self.funder.post(f"{V1}/adoptions", json=body, headers=at(now)), 201)

    async def scheme(self, **changes: Any) -> Json:
        """An open scheme of £500,000."""
        return done(await self.funder.post(f"{V1}/schemes", json=scheme_body(**changes), headers=at(NOW)), 201)

    async def application(self, scheme: Json, requested: str = "250000.00") -> Json:
        """The trust's application."""
        path = f"{V1}/schemes/{scheme['id']}/applications"
        return done(await self.provider.post(path, json=application_body(requested), headers=at(NOW)), 201)

    async def grant(self, amount: str = "250000.00") -> Json:
        """What the foundation awarded the trust."""
        application = await self.application(await self.scheme(), amount)
        path = f"{V1}/applications/{application['id']}/award"
        return done(await self.funder.post(path, json=award_body(amount), headers=at(NOW)), 201)


@asynccontextmanager
async def the_line() -> AsyncIterator[Line]:
    """The cast, known to the registry, on a database of its own."""
    async with service_under_test("grants") as service:
        line = Line(service)
        await line.knows(line.foundation, "Northbridge Community Foundation", "funder")
        await line.knows(line.trust, "Ashgate Homeless Trust", "provider")
        await line.knows(line.rival, "Crestline Homes Ltd", "provider")
        yield line


def done(answer: httpx.Response, status: int = 200) -> Json:
    """What was answered. Raises AssertionError for any other status."""
    assert answer.status_code == status, answer.text
    return answer.json()
