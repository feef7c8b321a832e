"""Stories step by step, as those who take part send them."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Any
from uuid import UUID, uuid4

import httpx
from services.ratings.tests.builders import BUYER, NOW, PROVIDER, agreement, registered, signed
from sqlalchemy import text as sql

from chassis.testing import ServiceUnderTest
from events.tendering import Agreement

STORY = "Nobody answered the door at night. I slept outside."
TABLES = "select table_name from information_schema.tables where table_schema = 'public' and table_name <> 'keystore'"
LATER = "2026-11-02T09:00:00Z"  # another quarter


@dataclass
class Storytelling:
    """Everybody who has to do with stories about one contract's service."""

    ratings: ServiceUnderTest
    contract: Agreement = field(default_factory=agreement)
    codes: list[str] = field(default_factory=list)

    async def begin(self) -> "Storytelling":
        """Tendering tells of the contract, the registry of both sides; the buyer gets codes for this quarter."""
        await self.ratings.feed(signed(self.contract), self.contract.contract_id)
        for organisation, name in ((BUYER, "Northbridge City Council"), (PROVIDER, "Ashgate Homeless Trust")):
            await self.ratings.feed(registered(organisation, name, region="TLE31"), organisation)
        self.codes = await self.issued("2026-Q3", NOW)
        return self

    async def issued(self, quarter: str, at: str) -> list[str]:
        """Codes for who used the service in that quarter."""
        wanted = {"contract_id": str(self.contract.contract_id), "quarter": quarter, "count": 12}
        answer = await self.send("rater_issuer", "/credentials", wanted, at=at)
        assert answer.status_code == 201, answer.text
        return list(answer.json()["codes"])

    async def send(self, role: str | None, path: str, body: Any = None, *, at: str = NOW, **who: Any) -> httpx.Response:
        """One request of somebody with that role; of the buyer's if nothing else is said."""
        client = self.ratings.client(role, organisation=who.pop("organisation", BUYER), **who)
        return await client.post(f"/ratings/v1{path}", json=body, headers={"Commonweal-Now": at})

    async def review(self, story: str | None = STORY, *, at: str = NOW, **changes: Any) -> httpx.Response:
        """Somebody who needs no name says what they think."""
        said = {"credential": self.codes.pop(), "overall": 2, "recommend": "no", "period": "2026-Q3", "story": story}
        return await self.send(None, "/reviews", said | changes, at=at)

    async def told(self, story: str = STORY, **changes: Any) -> str:
        """The case code of a story that waits for a moderator."""
        answer = await self.review(story, **changes)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["case_code"])

    async def follow(self, case_code: str, step: str = "follow", *, at: str = NOW, **more: Any) -> Any:
        """What its author sees, or does."""
        return (await self.send(None, f"/cases/{step}", {"case_code": case_code, **more}, at=at)).json()

    async def rule(self, case_code: str, outcome: str = "publish", *, at: str = NOW, **more: Any) -> httpx.Response:
        """A moderator decides."""
        story = (await self.follow(case_code))["story_id"]
        ruling = {"outcome": outcome, **more}
        return await self.send("moderator", f"/stories/{story}/decision", ruling, at=at, subject="first moderator")

    async def published(self, story: str = STORY, **changes: Any) -> tuple[str, str]:
        """A story that everybody can read, and its case code."""
        case_code = await self.told(story, **changes)
        answer = await self.rule(case_code, at=changes.get("at", NOW))
        assert answer.status_code == 200, answer.text
        return str(answer.json()["id"]), case_code

    async def wait(self, until: str) -> None:
        """Time passes."""
        await self.ratings.due(datetime.fromisoformat(until).astimezone(UTC))

    async def everything_kept(self) -> str:
        """Every row of every table, as a dump of the database would have it; without the keystore, as a backup."""
        async with self.ratings.sessions() as session:
            named = await session.scalars(sql(TABLES))
            rows = [(await session.scalars(sql(f'select t::text from "{name}" t'))).all() for name in named]
            bodies = await session.scalars(sql("select convert_from(body, 'UTF8') from ledger"))
            return "\n".join([*chain.from_iterable(rows), *bodies])


def stranger() -> UUID:
    """An organisation that has nothing to do with it."""
    return uuid4()


def strange_case() -> str:
    """A case code that nobody was told."""
    return "".join(secrets.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(28))
