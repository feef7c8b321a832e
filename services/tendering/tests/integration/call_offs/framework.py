"""A framework with two suppliers, awarded and signed, with its steps; each is checked to have worked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from services.tendering.tests.builders import AFTERWARDS, at, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done

RUNNING = datetime(2026, 11, 16, 9, tzinfo=UTC)
CLOSES = datetime(2026, 11, 30, 12, tzinfo=UTC)
DECIDED = CLOSES + timedelta(days=1)
TERM = {"starts_on": "2026-11-01", "ends_on": "2030-10-31"}
AGREED = {
    "call_off": "with_or_without_competition",
    "maximum_suppliers": 2,
    "mechanism": "ranking",
    "pricing": "As bid, raised each April by the index of consumer prices.",
    "core_terms": "The council's standard terms.",
}
PRICE_ONLY = [{"name": "Price", "kind": "price", "weight": 100}]


class UnderFramework:
    """The council's framework for one lot, with the trust first and its rival second."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.notice: Json = None

    @property
    def path(self) -> str:
        return f"{V1}/notices/{self.notice['id']}"

    @property
    def lot(self) -> str:
        return str(self.notice["lots"][0]["id"])

    async def awarded(self, value: str = "100000.00", **agreed: Any) -> Json:
        """The seats, from the draft to the awards; the trust is cheaper."""
        line, lot = self.line, {"title": "Outreach", "value": pounds(value), **TERM}
        self.notice = await line.published(lots=[lot], criteria=PRICE_ONLY, framework=AGREED | agreed)
        await line.bid(self.notice, price="40000.00")
        await line.bid(self.notice, by=line.competitor, price="50000.00")
        return done(await self.award(), 201)["awards"]

    async def award(self) -> httpx.Response:
        """Ask for all seats."""
        why = {"reason": "By the published criteria."}
        return await self.line.buyer.post(f"{self.path}/seats", json=why, headers=at(AFTERWARDS))

    async def signed(self, value: str = "100000.00", **agreed: Any) -> None:
        """The same, with the contracts that make it a framework."""
        for award, supplier in zip(
            await self.awarded(value, **agreed), (self.line.provider, self.line.competitor), strict=False
        ):
            path = f"{V1}/awards/{award['id']}/contract"
            contract = done(await self.line.buyer.post(path, json=TERM, headers=at(AFTERWARDS)), 201)
            done(await supplier.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(RUNNING)))

    def wanted(self, **changes: Any) -> dict[str, Any]:
        """What is to be called off."""
        asked = {"lot_id": self.lot, "title": "Two teams", "description": "Every night.", "value": pounds("60000.00")}
        term = {"starts_on": "2027-01-01", "ends_on": "2027-12-31", "closes_at": CLOSES.isoformat()}
        return asked | term | changes

    async def drafted(self, when: datetime = RUNNING, by: httpx.AsyncClient | None = None, **changes: Any) -> Any:
        """Ask for a mini-competition."""
        body = self.wanted(**changes)
        return await (by or self.line.buyer).post(f"{self.path}/mini-competitions", json=body, headers=at(when))

    async def invited(self, **changes: Any) -> Json:
        """A mini-competition to which the suppliers are invited."""
        notice = done(await self.drafted(**changes), 201)
        return done(await self.line.buyer.post(f"{V1}/notices/{notice['id']}/invitations", headers=at(RUNNING)))

    async def called_off(self, price: str, *, value: Json = None, **announced: Any) -> httpx.Response:
        """Ask for the award of a mini-competition, of that estimate, in which only the trust bids, at that price."""
        notice = await self.invited(value=value or pounds("60000.00"))
        bid = await self.line.bid(notice, price=price, when=RUNNING)
        body = {"bid_id": bid["id"], "lot_ids": [notice["lots"][0]["id"]], "reason": "The best bid.", **announced}
        path = f"{V1}/notices/{notice['id']}/awards"
        return await self.line.buyer.post(path, json=body, headers=at(DECIDED))

    async def seats(self) -> Json:
        """The only lot, with what is used and who is on it."""
        return done(await self.line.public.get(f"{self.path}/seats"))["lots"][0]
