"""Calling off without competition over HTTP, on a real database: turns, answers, and the award that follows."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from services.tendering.tests.builders import at, pounds
from services.tendering.tests.integration.call_offs.framework import CLOSES, DECIDED, RUNNING, UnderFramework
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import AwardMade, TurnAnswered, TurnGiven

pytestmark = pytest.mark.integration
EXPIRED = datetime(2030, 11, 1, 9, tzinfo=UTC)  # the day after the framework's last


class Direct(UnderFramework):
    """The framework, and contracts called off under it without competition."""

    async def offer(self, **changes: Any) -> httpx.Response:
        """Ask for a direct call-off."""
        body = self.wanted()
        body["answer_by"] = body.pop("closes_at")
        return await self.line.buyer.post(f"{self.path}/direct-call-offs", json=body | changes, headers=at(RUNNING))

    async def answered(self, call_off: Json, by: httpx.AsyncClient, **says: Any) -> httpx.Response:
        """Answer a turn."""
        return await by.post(f"{V1}/notices/{call_off['notice_id']}/turns/answer", json=says, headers=at(RUNNING))

    def named(self, call_off: Json) -> list[tuple[str, str]]:
        """Who was asked, and what they answered."""
        names = {str(self.line.trust): "trust", str(self.line.rival): "rival"}
        return [(names[turn["supplier_id"]], turn["answer"]) for turn in call_off["turns"]]


@pytest.fixture
def direct(line: Line) -> Direct:
    return Direct(line)


async def test_who_declines_is_followed_by_the_next_rank_and_who_accepts_has_the_contract(direct: Direct) -> None:
    line = direct.line
    await direct.signed()
    call_off = done(await direct.offer(), 201)
    assert direct.named(call_off) == [("trust", "pending")]
    early = await direct.answered(call_off, line.competitor, accepts=True)
    assert early.status_code == 404  # who was not asked knows nothing of it
    declined = done(await direct.answered(call_off, line.provider, accepts=False, reason="No staff."))
    assert direct.named(declined) == [("trust", "declined")]
    accepted = done(await direct.answered(call_off, line.competitor, accepts=True))
    assert direct.named(accepted) == [("rival", "accepted")]
    [award] = done(await line.public.get(f"{V1}/awards", params={"notice_id": call_off["notice_id"]}))["items"]
    assert (award["supplier_id"], award["value"]) == (str(line.rival), pounds("60000.00"))
    assert award["reason"] == "By the framework's mechanism (ranking): rank 2, asked after 1 others."
    assert (await direct.seats())["used"] == pounds("60000.00")
    told = [type(each) for each in await line.service.emitted() if isinstance(each, TurnGiven | TurnAnswered)]
    assert told == [TurnGiven, TurnAnswered, TurnGiven, TurnAnswered]
    [made] = [each for each in await line.service.emitted() if isinstance(each, AwardMade) and each.notice.under]
    assert made.notice.procedure == "direct_call_off"
    term = {"starts_on": "2027-01-01", "ends_on": "2027-12-31"}
    contract = done(await line.buyer.post(f"{V1}/awards/{award['id']}/contract", json=term, headers=at(RUNNING)), 201)
    signed = done(await line.competitor.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(RUNNING)))
    assert signed["status"] == "active"
    longer = {"value": pounds("70000.00"), "ends_on": "2027-12-31", "rationale": "One more night."}
    path = f"{V1}/contracts/{contract['id']}/amendments"
    done(await line.buyer.post(path, json=longer, headers=at(DECIDED)), 201)
    assert (await direct.seats())["used"] == pounds("70000.00")


async def test_a_supplier_reads_its_own_turn_and_not_why_another_declined(direct: Direct) -> None:
    line = direct.line
    await direct.signed()
    call_off = done(await direct.offer(), 201)
    done(await direct.answered(call_off, line.provider, accepts=False, reason="No staff."))
    path = f"{V1}/notices/{call_off['notice_id']}/turns"
    everybody = [("trust", "declined"), ("rival", "pending")]
    for client, seen in ((line.buyer, everybody), (line.auditor, everybody), (line.competitor, everybody[1:])):
        assert direct.named(done(await client.get(path))) == seen


async def test_who_declines_has_declined_though_nobody_can_be_asked_any_more(direct: Direct) -> None:
    line = direct.line
    await direct.signed()
    call_off = done(await direct.offer(answer_by=EXPIRED.isoformat()), 201)
    path = f"{V1}/notices/{call_off['notice_id']}/turns/answer"
    refused = await line.provider.post(path, json={"accepts": True}, headers=at(EXPIRED))
    assert (refused.status_code, "Expired" in refused.text) == (409, True)
    declined = done(await line.provider.post(path, json={"accepts": False}, headers=at(EXPIRED)))
    assert direct.named(declined) == [("trust", "declined")]


async def test_rotation_asks_whoever_was_asked_longest_ago(direct: Direct) -> None:
    await direct.signed(mechanism="rotation")
    small = {"value": pounds("10000.00")}
    first, second, third = [done(await direct.offer(**small), 201) for _ in range(3)]
    assert [direct.named(each)[0][0] for each in (first, second, third)] == ["trust", "rival", "trust"]


async def test_silence_is_passed_over_when_its_time_has_gone_by_and_then_nobody_is_left(direct: Direct) -> None:
    await direct.signed(maximum_suppliers=1, mechanism=None, core_terms=None)
    line = direct.line
    call_off = done(await direct.offer(), 201)
    path = f"{V1}/notices/{call_off['notice_id']}/turns"
    assert (await line.buyer.post(f"{path}/pass", headers=at(RUNNING))).status_code == 409
    late = CLOSES + timedelta(seconds=1)
    passed = done(await line.buyer.post(f"{path}/pass", headers=at(late)))
    assert direct.named(passed) == [("trust", "lapsed")]
    refused = await line.buyer.post(f"{path}/pass", headers=at(late))
    assert (refused.status_code, "nobody is left" in refused.text) == (409, True)
    assert done(await line.provider.get(path)) == passed
    assert (await line.competitor.get(path)).status_code == 404


async def test_more_than_the_framework_may_be_modified_by_is_not_offered(direct: Direct) -> None:
    await direct.signed("300000.00")
    refused = await direct.offer(value=pounds("331000.00"))
    assert (refused.status_code, "used up" in refused.json()["detail"]) == (409, True)


async def test_nothing_is_offered_where_the_framework_always_asks_for_a_competition(direct: Direct) -> None:
    await direct.signed(call_off="with_competition")
    refused = await direct.offer()
    assert (refused.status_code, "without competition" in refused.text) == (409, True)
