"""A flexible procedure on its way: the steps of its buyer and of those who take part, as requests."""

from datetime import datetime, timedelta
from typing import Any

import httpx
from services.tendering.tests.builders import NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.phased import FIRST, LAST, SECOND, THIRD, phased_body

ENTERED = NOW + timedelta(days=20)
DECIDED = FIRST + timedelta(days=1)
STAGES = [("design", FIRST), ("pilot", SECOND), ("evaluation", THIRD)]


class InPhases:
    """One notice in phases, and what may be done with it."""

    def __init__(self, line: Line, notice: Json) -> None:
        self.line, self.notice = line, notice
        self.path = f"{V1}/notices/{notice['id']}"

    async def enter(
        self, by: httpx.AsyncClient, number: int = 1, when: datetime = ENTERED, **said: Any
    ) -> httpx.Response:
        """Send something for a phase."""
        body = {"statement": "We have done so since 2009."} | said
        return await by.put(f"{self.path}/phases/{number}/entry", json=body, headers=at(when))

    async def decide(
        self, marks: dict[str, Json], number: int = 1, when: datetime = DECIDED, **said: Any
    ) -> httpx.Response:
        """Decide a phase; each entry is assessed as `marks` has it, by its id."""
        assessments = [{"entry_id": each, "reason": "As we read it."} | found for each, found in marks.items()]
        body = {"assessments": assessments} | said
        return await self.line.buyer.post(f"{self.path}/phases/{number}/decision", json=body, headers=at(when))

    async def gate(
        self, number: int, when: datetime, *evidence: str, passed: bool = True, **said: Any
    ) -> httpx.Response:
        """Let the partnership go on, or not."""
        body = {
            "passed": passed,
            "reason": "As we saw it.",
            "evidence": [{"title": "What we saw", "sha256": each} for each in evidence],
        }
        return await self.line.buyer.post(f"{self.path}/phases/{number}/gate", json=body | said, headers=at(when))

    async def bid(self, by: httpx.AsyncClient, when: datetime = DECIDED) -> httpx.Response:
        """Send a final tender for every lot."""
        return await by.post(f"{self.path}/bids", json=bid_body(self.notice), headers=at(when))

    async def standings(self, when: datetime = DECIDED) -> list[str]:
        """How far each phase has come, as everybody reads it."""
        read = done(await self.line.public.get(f"{self.path}/phases", headers=at(when)))
        return [each["standing"] for each in read["phases"]]


async def in_phases(line: Line, *, lots: list[Json] | None = None, **changes: Any) -> InPhases:
    """A published notice with requests to participate, of which at most two go on; `changes` of that phase."""
    body = phased_body(**changes) | ({"lots": lots} if lots else {})
    return InPhases(line, await line.published(**body))


def a_stage(kind: str, closes_at: datetime, **changes: Any) -> Json:
    """One stage of a partnership, as its buyer sends it."""
    return {"title": kind, "kind": kind, "asks_for": "What works?", "closes_at": closes_at.isoformat()} | changes


async def partners(line: Line, *, lots: list[Json] | None = None, **changes: Any) -> InPhases:
    """A public-social partnership: designed, piloted, evaluated, commissioned."""
    stages = [a_stage(kind, closes_at) for kind, closes_at in STAGES]
    declared = {"phases": [*stages, LAST], "partnership": "public_social", "rights": "Everybody's."} | changes
    body = phased_body() | {"flexible": declared} | ({"lots": lots} if lots else {})
    return InPhases(line, await line.published(**body))


async def document(client: httpx.AsyncClient, text: bytes = b"%PDF-1.7 what we saw") -> str:
    """What somebody hands over, by its digest."""
    kept = await client.post(f"{V1}/documents", content=text, headers={"Content-Type": "application/pdf"})
    digest: str = done(kept, 201)["sha256"]
    return digest


def found(quality: float, *, insured: bool = True) -> Json:
    """What was found of a request to participate."""
    return {"met": {"Insured": insured}, "marks": {"Quality": quality}}
