"""Pooled budgets over HTTP, on a real database."""

from asyncio import gather
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from services.grants.tests.builders import at, pounds
from services.grants.tests.integration.line import V1, Line, done

from events.grants import SpendingDecided
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
MAY = datetime(2027, 5, 10, 9, tzinfo=UTC)


class Pooled:
    """A council, an ICB with 12 % and a landlord with 8 %, who pool £1,000,000."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.council, self.icb, self.landlord = (self.funder() for _ in range(3))
        self.pool: dict[str, Any] = {}

    def funder(self) -> tuple[Any, httpx.AsyncClient]:
        organisation = new_id()
        return organisation, self.line.service.client("funder", organisation=organisation)

    async def open(self) -> "Pooled":
        partners = [self.council, self.icb, self.landlord]
        for number, (organisation, _) in enumerate(partners):
            await self.line.knows(organisation, f"Body {number}", "funder")
        named = [str(organisation) for organisation, _ in partners]
        body = {"title": "Complex needs fund", "description": "One budget.", "partners": named}
        self.pool = done(await self.council[1].post(f"{V1}/pools", json=body, headers=at(MAY)), 201)
        for (_, client), amount in zip(partners, ("800000.00", "120000.00", "80000.00"), strict=True):
            path = f"{V1}/pools/{self.pool['id']}/contributions"
            self.pool = done(await client.post(path, json={"amount": pounds(amount)}, headers=at(MAY)), 201)
        return self

    async def propose(self, amount: str) -> Any:
        path = f"{V1}/pools/{self.pool['id']}/proposals"
        body = {"title": "Navigators", "description": "In custody.", "amount": pounds(amount)}
        return done(await self.icb[1].post(path, json=body, headers=at(MAY)), 201)

    async def object(self, who: tuple[Any, httpx.AsyncClient], proposal: Any, *, days: int) -> Any:
        path, moment = f"{V1}/pool-proposals/{proposal['id']}/objections", MAY + timedelta(days=days)
        return done(await who[1].post(path, json={"reason": "It is there already."}, headers=at(moment)), 201)

    async def read(self, path: str) -> Any:
        return done(await self.line.public.get(f"{V1}/{path}"))


@pytest.fixture
async def pooled(line: Line) -> Pooled:
    return await Pooled(line).open()


async def test_everybody_reads_who_put_in_what_and_who_may_veto(pooled: Pooled) -> None:
    found = await pooled.read(f"pools/{pooled.pool['id']}")
    assert found == pooled.pool
    assert [(it["share_pct"], it["holds_veto"]) for it in found["partners"]] == [(80, True), (12, True), (8, False)]
    assert (found["total"], found["uncommitted"]) == (pounds("1000000.00"), pounds("1000000.00"))
    assert (await pooled.read("pools"))["items"] == [found]


async def test_a_veto_blocks_what_another_objection_does_not(pooled: Pooled) -> None:
    first, second = await pooled.propose("140000.00"), await pooled.propose("140000.00")
    assert first["window_closes_on"] == "2027-05-24"
    await pooled.object(pooled.icb, first, days=14)
    await pooled.object(pooled.landlord, second, days=8)
    await pooled.line.service.due(MAY + timedelta(days=14))
    assert (await pooled.read(f"pool-proposals/{first['id']}"))["outcome"] is None
    await pooled.line.service.due(MAY + timedelta(days=15))
    ended = (await pooled.read(f"pools/{pooled.pool['id']}/proposals"))["items"]
    assert [it["outcome"] for it in ended] == ["blocked", "proceeds"]
    assert [[each["blocks"] for each in it["objections"]] for it in ended] == [[True], [False]]
    assert (await pooled.read(f"pools/{pooled.pool['id']}"))["uncommitted"] == pounds("860000.00")
    decision = await pooled.read(f"decisions/{ended[0]['decision_id']}")
    assert (decision["rule"], decision["basis"], decision["outcome"]) == ("pools.veto", "PROFILE", False)
    *_, told = await pooled.line.service.emitted()
    assert isinstance(told, SpendingDecided)
    assert (told.proposal.outcome, told.proposal.pool.committed) == ("proceeds", "140000.00")


async def test_a_veto_on_the_day_after_is_recorded_and_late(pooled: Pooled) -> None:
    proposal = await pooled.propose("140000.00")
    late = await pooled.object(pooled.icb, proposal, days=15)
    assert [(it["in_time"], it["holds_veto"], it["blocks"]) for it in late["objections"]] == [(False, True, False)]
    await pooled.line.service.due(MAY + timedelta(days=15))
    assert (await pooled.read(f"pool-proposals/{proposal['id']}"))["outcome"] == "proceeds"


async def test_no_more_is_committed_than_is_there_also_when_many_decide_at_once(pooled: Pooled) -> None:
    for _ in range(4):
        await pooled.propose("300000.00")
    await gather(*(pooled.line.service.due(MAY + timedelta(days=15)) for _ in range(4)))
    ended = (await pooled.read(f"pools/{pooled.pool['id']}/proposals"))["items"]
    assert [it["outcome"] for it in ended] == ["proceeds"] * 3 + ["exceeds_pool"]
    assert (await pooled.read(f"pools/{pooled.pool['id']}"))["uncommitted"] == pounds("100000.00")


async def test_contributions_at_once_all_count_and_a_stale_one_does_not(pooled: Pooled) -> None:
    path, body = f"{V1}/pools/{pooled.pool['id']}/contributions", {"amount": pounds("1.00")}
    tag = (await pooled.line.public.get(f"{V1}/pools/{pooled.pool['id']}")).headers["etag"]
    await gather(*(pooled.icb[1].post(path, json=body, headers=at(MAY)) for _ in range(5)))
    assert (await pooled.read(f"pools/{pooled.pool['id']}"))["total"] == pounds("1000005.00")
    assert (await pooled.icb[1].post(path, json=body, headers=at(MAY) | {"If-Match": tag})).status_code == 412


async def test_strangers_put_nothing_in_and_what_is_not_there_is_not_found(pooled: Pooled) -> None:
    path, body = f"{V1}/pools/{pooled.pool['id']}/contributions", {"amount": pounds("1.00")}
    assert (await pooled.line.funder.post(path, json=body, headers=at(MAY))).status_code == 403
    assert (await pooled.line.provider.post(path, json=body, headers=at(MAY))).status_code == 403
    for unknown in (f"pools/{new_id()}", f"pools/{new_id()}/proposals", f"pool-proposals/{new_id()}"):
        assert (await pooled.line.public.get(f"{V1}/{unknown}")).status_code == 404
