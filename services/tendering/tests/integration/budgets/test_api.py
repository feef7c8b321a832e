"""Individual budgets over HTTP, on a real database: chosen, spent to the penny, stated, and told of nobody."""

from asyncio import gather
from collections import Counter
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from services.tendering.tests.builders import NOW, at, pounds
from services.tendering.tests.integration.call_offs.framework import RUNNING, UnderFramework
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import BudgetsTotalled

pytestmark = pytest.mark.integration
BUDGETS = f"{V1}/budgets"
AFTER = datetime(2027, 4, 2, 9, tzinfo=UTC)
MARKET = {"title": "Home care", "description": "By choice.", "conditions": "Registered.", "parts": ["North", "South"]}
DAY = NOW.date().isoformat()


class Holding:
    """The council, and what it sets aside for one holder after the other."""

    def __init__(self, line: Line) -> None:
        self.line = line

    async def opens(self, status: int = 201, when: datetime = NOW, **changes: Any) -> Json:
        """A budget of a hundred pounds; both providers are approved by name unless said otherwise."""
        body = {"holder_id": str(uuid4()), "cpv": "85312000-9", "amount": pounds("100.00")}
        body |= {"starts_on": DAY, "ends_on": "2027-12-31"}
        approved = {} if {"market_id", "framework_id"} & set(changes) else {"providers": self.both()}
        answer = await self.line.buyer.post(BUDGETS, json=body | approved | changes, headers=at(when))
        return done(answer, status)

    def both(self) -> list[str]:
        """The two providers."""
        return [str(self.line.trust), str(self.line.rival)]

    async def chooses(
        self, budget: Json, provider: UUID, when: datetime = NOW, read: httpx.Response | None = None
    ) -> httpx.Response:
        """The holder has chosen; `read` is what the council had read."""
        match = {} if read is None else {"If-Match": read.headers["etag"]}
        path, body = f"{BUDGETS}/{budget['id']}/choices", {"organisation_id": str(provider)}
        return await self.line.buyer.post(path, json=body, headers=at(when) | match)

    async def spends(self, budget: Json, amount: str, provider: UUID | None = None) -> httpx.Response:
        """The trust, or another, was paid."""
        body = {"organisation_id": str(provider or self.line.trust), "amount": pounds(amount), "spent_on": DAY}
        return await self.line.buyer.post(f"{BUDGETS}/{budget['id']}/spendings", json=body, headers=at(NOW))

    async def chosen(self, **changes: Any) -> Json:
        """A budget whose holder has chosen the trust."""
        return done(await self.chooses(await self.opens(**changes), self.line.trust))


@pytest.fixture
def holding(line: Line) -> Holding:
    return Holding(line)


async def test_a_holder_chooses_changes_and_reads_one_statement(holding: Holding) -> None:
    line, holder = holding.line, str(uuid4())
    budget = await holding.chosen(holder_id=holder)
    other = await holding.chosen(holder_id=holder, amount=pounds("50.00"))
    done(await holding.spends(budget, "60.00"), 201)
    read = await line.buyer.get(f"{BUDGETS}/{budget['id']}")
    changed = done(await holding.chooses(budget, line.rival, read=read))
    assert (await holding.chooses(budget, line.trust, read=read)).status_code == 412
    assert changed["chosen"] == str(line.rival)
    assert [each["organisation_id"] for each in changed["choices"]] == holding.both()
    done(await holding.spends(budget, "40.00", line.rival), 201)
    done(await holding.spends(other, "0.01"), 201)
    statement = done(await line.buyer.get(f"{BUDGETS}/statements/{holder}"))
    sums = {name: statement[name]["amount"] for name in ("amount", "spent", "left")}
    assert sums == {"amount": "150.00", "spent": "100.01", "left": "49.99"}
    assert [each["spent"] for each in statement["budgets"]] == [pounds("100.00"), pounds("0.01")]
    assert [each["id"] for each in done(await line.buyer.get(BUDGETS))["items"]] == [budget["id"], other["id"]]


async def test_payments_at_the_same_instant_do_not_overdraw_the_budget(holding: Holding) -> None:
    budget = await holding.chosen()
    answers = await gather(*(holding.spends(budget, "30.00") for _ in range(6)))
    assert Counter(answer.status_code for answer in answers) == {201: 3, 409: 3}
    beyond = await holding.spends(budget, "10.01")
    assert (beyond.status_code, "Only £10.00 of the budget is left" in beyond.json()["detail"]) == (409, True)
    assert done(await holding.spends(budget, "10.00"), 201)["left"] == pounds("0.00")


async def test_members_of_the_part_of_a_market_are_approved_and_those_of_another_part_are_not(holding: Holding) -> None:
    line = holding.line
    market = done(await line.buyer.post(f"{V1}/markets", json=MARKET, headers=at(NOW)), 201)
    path = f"{V1}/markets/{market['id']}"
    assert (await holding.opens(422, market_id=market["id"]))["errors"][0]["path"] == "/market_id"
    done(await line.buyer.post(f"{path}/establish", headers=at(NOW)))
    for client, part in ((line.provider, "North"), (line.competitor, "South")):
        body = {"statement": "We are.", "part": part}
        member = done(await client.post(f"{path}/memberships", json=body, headers=at(NOW)), 201)
        decide = f"{path}/memberships/{member['id']}/decide"
        admitted = {"answer": "admitted", "reason": "Registered."}
        done(await line.buyer.post(decide, json=admitted, headers=at(NOW)))
    budget = await holding.opens(market_id=market["id"], market_part="North")
    assert (await holding.chooses(budget, line.rival)).status_code == 409
    assert done(await holding.chooses(budget, line.trust))["chosen"] == str(line.trust)


async def test_who_has_a_seat_for_a_frameworks_lot_is_approved(holding: Holding) -> None:
    line, under = holding.line, UnderFramework(holding.line)
    await under.signed(maximum_suppliers=1, mechanism=None, core_terms=None)
    lot_id = under.wanted()["lot_id"]
    budget = await holding.opens(when=RUNNING, framework_id=under.path.rsplit("/", 1)[1], lot_id=lot_id)
    assert (await holding.chooses(budget, line.rival, RUNNING)).status_code == 409
    assert (await holding.chooses(budget, line.trust, RUNNING)).status_code == 200


async def test_totals_are_told_once_a_quarter_and_of_no_holder(holding: Holding) -> None:
    line, quarter = holding.line, {"cpv": "85312000-9", "until": "2027-03-31"}
    opened = [await holding.chosen() for _ in range(4)]
    done(await holding.spends(opened[0], "12.34"), 201)
    few = await line.buyer.post(f"{BUDGETS}/totals", json=quarter, headers=at(AFTER))
    assert few.status_code == 409
    opened.append(await holding.chosen())
    told = done(await line.buyer.post(f"{BUDGETS}/totals", json=quarter, headers=at(AFTER)), 201)
    assert (told["holders"], told["amount"], told["spent"]) == (5, pounds("500.00"), pounds("12.34"))
    assert (await line.buyer.post(f"{BUDGETS}/totals", json=quarter, headers=at(AFTER))).status_code == 409
    emitted = await line.service.emitted()
    assert [each.spent for each in emitted if isinstance(each, BudgetsTotalled)] == ["12.34"]
    everything = " ".join(each.model_dump_json() for each in emitted)
    assert not [budget for budget in opened if budget["holder_id"] in everything or budget["id"] in everything]


async def test_a_budget_is_its_authoritys_alone(holding: Holding) -> None:
    line, budget = holding.line, await holding.chosen()
    stranger = line.service.client("commissioner", organisation=line.rival)
    for path in (f"{BUDGETS}/{budget['id']}", f"{BUDGETS}/statements/{budget['holder_id']}"):
        assert (await stranger.get(path)).status_code == 404
        assert (await line.provider.get(path)).status_code == 403
    assert done(await stranger.get(BUDGETS))["items"] == []
    assert (await line.provider.post(BUDGETS, json={}, headers=at(NOW))).status_code == 403


async def test_a_name_is_no_reference(holding: Holding) -> None:
    refused = await holding.opens(422, holder_id="Mary Smith")
    assert [each["path"] for each in refused["errors"]] == ["/holder_id"]
