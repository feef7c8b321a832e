"""A petition step by step, as those who take part send it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
from services.ratings.tests.builders import BUYER, agreement, signed

from chassis.testing import ServiceUnderTest
from events.tendering import Agreement
from ratings.credentials.domain import new_code

DRAFTED, OPENED, AFTERWARDS = "2026-08-17T09:00:00Z", "2026-08-18T09:00:00Z", "2026-10-05T09:00:00Z"
GROUNDS = "Nobody answers at night"


@dataclass
class Petitioning:
    """Everybody who has to do with petitions about one contract's service."""

    ratings: ServiceUnderTest
    contract: Agreement = field(default_factory=agreement)

    async def begin(self) -> "Petitioning":
        """Tendering tells of the contract."""
        await self.ratings.feed(signed(self.contract), self.contract.contract_id)
        return self

    async def send(self, role: str | None, path: str, body: Any, *, at: str = DRAFTED, **who: Any) -> httpx.Response:
        """One request of somebody with that role; of the buyer's if nothing else is said."""
        client = self.ratings.client(role, organisation=who.pop("organisation", BUYER), **who)
        method = "PUT" if path.endswith("/roll") else "POST"
        return await client.request(method, f"/ratings/v1{path}", json=body, headers={"Commonweal-Now": at})

    async def set_figures(self, **figures: Any) -> None:
        """The authority chooses its figures."""
        answer = await self.send("commissioner", "/petition-figures", {"valid_from": DRAFTED[:10], "figures": figures})
        assert answer.status_code == 201, answer.text

    async def draft(self, *, at: str = DRAFTED, **changes: Any) -> httpx.Response:
        """Somebody asks for something."""
        said = {
            "contract_id": str(self.contract.contract_id),
            "title": "Put the night staff back",
            "grounds": GROUNDS,
            "statement": "Since June nobody has answered the door after ten.",
        }
        return await self.send(None, "/petitions", said | changes, at=at)

    async def drafted(self, eligible: int, *, clause: str | None = None, **changes: Any) -> UUID:
        """A draft with its roll."""
        answer = await self.draft(**changes)
        assert answer.status_code == 201, answer.text
        petition = UUID(answer.json()["id"])
        fixed = {"eligible": eligible, "recall_clause": clause}
        answer = await self.send("commissioner", f"/petitions/{petition}/roll", fixed)
        assert answer.status_code == 200, answer.text
        return petition

    async def codes(self, petition: UUID, count: int) -> list[str]:
        """Codes for those on the roll."""
        answer = await self.send("rater_issuer", f"/petitions/{petition}/codes", {"count": count})
        assert answer.status_code == 201, answer.text
        return list(answer.json()["codes"])

    async def published(self, petition: UUID, until: datetime, *, at: str = OPENED) -> httpx.Response:
        """The authority publishes a key for blind credentials."""
        return await self.send("rater_issuer", f"/petitions/{petition}/key", {"signs_until": until.isoformat()}, at=at)

    async def invited(self, petition: UUID, count: int, *, at: str = OPENED) -> httpx.Response:
        """So many on the roll are invited to ask for one."""
        contacts = [f"case-{number}" for number in range(count)]
        return await self.send("rater_issuer", f"/petitions/{petition}/invitations", {"contacts": contacts}, at=at)

    async def moderate(self, petition: UUID, **decision: Any) -> httpx.Response:
        """A moderator decides."""
        decided = decision or {"outcome": "open"}
        return await self.send("moderator", f"/petitions/{petition}/moderation", decided, at=OPENED, organisation=None)

    async def sign(self, petition: UUID, code: str, *, role: str | None = None, at: str = OPENED) -> int:
        """Somebody signs; the status."""
        body = {"petition_id": str(petition), "credential": code}
        return (await self.send(role, "/signatures", body, at=at)).status_code

    async def opened(self, eligible: int, **roll: Any) -> tuple[UUID, list[str]]:
        """An open petition without sponsors, and a code for everybody on its roll."""
        await self.set_figures(sponsors=0)
        petition = await self.drafted(eligible, **roll)
        codes = await self.codes(petition, eligible) if eligible else []
        assert (await self.moderate(petition)).status_code == 200
        return petition, codes

    async def read(self, petition: UUID, part: str = "") -> Any:
        """The petition as everybody sees it."""
        return (await self.ratings.client().get(f"/ratings/v1/petitions/{petition}{part}")).json()

    async def wait(self, until: str = AFTERWARDS) -> None:
        """Time passes."""
        await self.ratings.due(datetime.fromisoformat(until).astimezone(UTC))


def unknown_code() -> str:
    """Nobody handed it out."""
    return new_code()


def stranger() -> UUID:
    """An organisation that has nothing to do with it."""
    return uuid4()
