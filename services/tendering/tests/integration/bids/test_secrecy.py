"""A walk at random through everything that can be asked: no answer to anybody else betrays a bid in time."""

import random
from datetime import timedelta
from typing import Any

import httpx
import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, NOW, at, bid_body, notice_body
from services.tendering.tests.integration.line import V1, Line, done

pytestmark = pytest.mark.integration
SECRET_PRICE, SECRET_WORDS, SECRET_DIGEST = "73519.46", "zinnober", "5ec2e7" + "0" * 58


class Walk:
    """One notice, two bidders, and what anybody but a bid's own bidder was ever told."""

    def __init__(self, line: Line, notice: Any, chance: random.Random) -> None:
        self.line, self.notice, self.chance = line, notice, chance
        self.now = NOW
        self.bids: list[str] = []
        self.overheard: list[str] = []

    @property
    def path(self) -> str:
        return f"{V1}/notices/{self.notice['id']}"

    async def step(self) -> None:
        """Somebody does something; then everybody else looks everywhere."""
        self.now = min(self.now + timedelta(hours=self.chance.randrange(100)), DEADLINE)
        act = self.chance.choice([self.submit, self.submit, self.replace, self.withdraw, self.meddle])
        await act()
        await self.everybody_looks()

    async def submit(self) -> None:
        body = bid_body(self.notice, SECRET_PRICE, proposal=SECRET_WORDS, documents=[SECRET_DIGEST])
        answer = await self.line.provider.post(f"{self.path}/bids", json=body, headers=at(self.now))
        self.bids += [answer.json()["id"]] if answer.status_code == 201 else []

    async def replace(self) -> None:
        body = bid_body(self.notice, SECRET_PRICE, proposal=SECRET_WORDS)
        for bid in self.bids[-1:]:
            await self.line.provider.put(f"{V1}/bids/{bid}", json=body, headers=at(self.now))

    async def withdraw(self) -> None:
        for bid in self.bids[-1:]:
            await self.line.provider.post(f"{V1}/bids/{bid}/withdraw", headers=at(self.now))

    async def meddle(self) -> None:
        """The buyer tries to shorten the deadline, to change the weights, and to award before its time."""
        self.hear(await self.line.buyer.put(self.path, json=notice_body(closes_at="2026-08-18T09:00:00Z")))
        for bid in self.bids[-1:]:
            body = {"bid_id": bid, "lot_ids": [self.notice["lots"][0]["id"]], "reason": "Now."}
            await self.line.buyer.post(f"{self.path}/awards", json=body, headers=at(self.now))

    async def everybody_looks(self) -> None:
        await self.line.service.due(self.now)
        for reader in (self.line.buyer, self.line.auditor, self.line.competitor, self.line.public):
            for path in (self.path, f"{self.path}/bids", f"{V1}/notices", f"{V1}/awards", f"{V1}/events"):
                self.hear(await reader.get(path, headers=at(self.now)))
            for bid in self.bids:
                assert (await reader.get(f"{V1}/bids/{bid}", headers=at(self.now))).status_code in {401, 404}

    def hear(self, answer: httpx.Response) -> None:
        self.overheard.append(f"{answer.text} {dict(answer.headers)}")


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_that_anybody_else_hears_betrays_a_bid_before_the_deadline(line: Line, seed: int) -> None:
    walk = Walk(line, await line.published(), random.Random(seed))
    quiet = await line.service.emitted()
    for _ in range(12):
        await walk.step()
    assert walk.bids
    for betrayal in (SECRET_PRICE, SECRET_WORDS, SECRET_DIGEST, str(line.trust), *walk.bids):
        assert not any(betrayal in heard for heard in walk.overheard)
    assert await line.service.emitted() == quiet
    assert done(await line.public.get(walk.path)) == walk.notice


async def test_the_walk_would_hear_a_bid_that_is_open(line: Line) -> None:
    walk = Walk(line, await line.published(), random.Random(0))
    await walk.submit()
    walk.hear(await line.buyer.get(f"{walk.path}/bids", headers=at(AFTERWARDS)))
    assert SECRET_PRICE in walk.overheard[-1]
    assert SECRET_WORDS in walk.overheard[-1]
