"""Alliances over HTTP, on a real database."""

from datetime import timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at, pounds
from services.tendering.tests.integration.alliance_awards.test_api import answered, proposed, two_awards
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import AllianceChanged, AllianceClosed, AllianceDecided, AllianceFormed, AllianceSettled

pytestmark = pytest.mark.integration


def member(organisation: Any, reference: str, role: str = "provider", value: str = "0.00") -> dict[str, Any]:
    return {"organisation_id": str(organisation), "reference": reference, "role": role, "value": pounds(value)}


async def formed(line: Line, **changes: Any) -> dict[str, Any]:
    """The council and the trust."""
    parties = [member(line.council, "council", "commissioner"), member(line.trust, "trust", value="90000.00")]
    body = {"title": "Alliance", "members": parties, "target_cost": pounds("100000.00")} | changes
    made: dict[str, Any] = done(await line.buyer.post(f"{V1}/alliances", json=body, headers=at(AFTERWARDS)), 201)
    return made


async def decision(line: Line, alliance: dict[str, Any], **said: Any) -> dict[str, Any]:
    path = f"{V1}/alliances/{alliance['id']}/decisions"
    body = {"title": "Move two posts"} | said
    made: dict[str, Any] = done(await line.buyer.post(path, json=body, headers=at(AFTERWARDS)), 201)
    return made


async def test_members_decide_as_one_and_one_veto_blocks(line: Line) -> None:
    alliance = await formed(line)
    made = await decision(line, alliance)
    path = f"{V1}/alliance-decisions/{made['id']}"
    vetoed = done(await line.provider.post(f"{path}/votes", json={"choice": "against"}, headers=at(AFTERWARDS)))
    assert (vetoed["result"], vetoed["against"], vetoed["not_for"]) == ("vetoed", ["trust"], ["council", "trust"])
    assert (await line.competitor.post(f"{path}/votes", json={"choice": "for"})).status_code == 404
    climbed = done(await line.buyer.post(f"{path}/climb", headers=at(AFTERWARDS)))
    assert (climbed["rung"], climbed["result"]) == ("alliance leadership", "not_agreed")
    for voter in (line.provider, line.buyer):
        found = done(await voter.post(f"{path}/votes", json={"choice": "for"}, headers=at(AFTERWARDS)))
    assert (found["result"], found["not_for"]) == ("agreed", [])
    assert (await line.buyer.post(f"{path}/votes", json={"choice": "against"})).status_code == 409
    *_, first, last = await line.service.emitted()
    assert isinstance(first, AllianceFormed)
    assert isinstance(last, AllianceDecided)
    assert last.rung == 1


async def test_who_joins_and_who_leaves_is_decided_by_all(line: Line) -> None:
    alliance = await formed(line)
    made = await decision(line, alliance, joins=member(line.rival, "rival", value="10000.00"))
    path = f"{V1}/alliances/{alliance['id']}"
    assert len(done(await line.public.get(path))["members"]) == 2
    for voter in (line.provider, line.buyer):
        vote = f"{V1}/alliance-decisions/{made['id']}/votes"
        done(await voter.post(vote, json={"choice": "for"}, headers=at(AFTERWARDS)))
    known = done(await line.public.get(path))
    assert [each["reference"] for each in known["members"]] == ["council", "trust", "rival"]
    *_, event = await line.service.emitted()
    assert isinstance(event, AllianceChanged)
    left = await decision(line, alliance, leaves=known["members"][1]["id"])
    for voter in (line.provider, line.buyer, line.competitor):
        vote = f"{V1}/alliance-decisions/{left['id']}/votes"
        done(await voter.post(vote, json={"choice": "for"}, headers=at(AFTERWARDS)))
    gone = [each["reference"] for each in done(await line.public.get(path))["members"] if each["left_at"]]
    assert gone == ["trust"]
    settled = await line.buyer.post(f"{path}/settlements", json={"actual_cost": pounds("1.00")}, headers=at(AFTERWARDS))
    assert [each["reference"] for each in done(settled, 201)["settlements"][0]["shares"]] == ["rival"]
    decisions = done(await line.public.get(f"{path}/decisions"))
    assert [each["result"] for each in decisions] == ["agreed", "agreed"]


async def test_nobody_is_asked_to_admit_who_is_in_it_already(line: Line) -> None:
    alliance = await formed(line)
    body = {"title": "One more", "joins": member(line.trust, "the trust again")}
    path = f"{V1}/alliances/{alliance['id']}/decisions"
    refused = await line.buyer.post(path, json=body, headers=at(AFTERWARDS))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/joins")
    assert done(await line.public.get(path)) == []
    trust = next(each["id"] for each in alliance["members"] if each["reference"] == "trust")
    done(await line.buyer.post(path, json=body | {"leaves": trust}, headers=at(AFTERWARDS)), 201)


async def test_a_settlement_without_a_passed_gate_shares_no_gain_but_pain(line: Line) -> None:
    alliance = await formed(line, pain_share=0.5)
    path = f"{V1}/alliances/{alliance['id']}/settlements"
    for spent, pool in (("90000.00", "0.00"), ("101000.00", "-500.00")):
        found = done(await line.buyer.post(path, json={"actual_cost": pounds(spent)}, headers=at(AFTERWARDS)), 201)
        told = found["settlements"][-1]
        assert (told["gate_pct"], told["gate_passed"], told["provider_pool"]) == (None, False, pounds(pool))
    assert told["shares"] == [{"reference": "trust", "amount": pounds("-500.00")}]
    *_, event = await line.service.emitted()
    assert isinstance(event, AllianceSettled)
    assert (event.number, event.provider_pool) == (2, "-500.00")
    stranger = line.service.client("commissioner", organisation=line.rival)
    assert (await stranger.post(path, json={"actual_cost": pounds("1.00")})).status_code == 404


async def test_a_loss_beyond_every_limit_stays_with_who_commissions(line: Line) -> None:
    trust = member(line.trust, "trust", value="90000.00") | {"limit": pounds("300.00")}
    parties = [member(line.council, "council", "commissioner"), trust]
    alliance = await formed(line, members=parties, pain_share=0.5)
    path = f"{V1}/alliances/{alliance['id']}/settlements"
    spent = {"actual_cost": pounds("101000.00")}
    [told] = done(await line.buyer.post(path, json=spent, headers=at(AFTERWARDS)), 201)["settlements"]
    assert (told["provider_pool"], told["unshared"]) == (pounds("-500.00"), pounds("-200.00"))
    assert told["shares"] == [{"reference": "trust", "amount": pounds("-300.00")}]


async def test_time_agrees_to_nothing(line: Line) -> None:
    made = await decision(line, await formed(line))
    path = f"{V1}/alliance-decisions/{made['id']}/climb"
    early, late = AFTERWARDS + timedelta(days=9), AFTERWARDS + timedelta(days=400)
    assert (await line.buyer.post(path, headers=at(early))).status_code == 409
    for _ in range(3):
        late += timedelta(days=10)
        assert done(await line.buyer.post(path, headers=at(late)))["result"] == "not_agreed"
    assert (await line.buyer.post(path, headers=at(late + timedelta(days=10)))).status_code == 409


async def test_all_agree_that_it_is_over_and_then_it_is_only_settled(line: Line) -> None:
    alliance = await formed(line)
    waiting, last = await decision(line, alliance), await decision(line, alliance, closes=True)
    for voter in (line.provider, line.buyer):
        vote = f"{V1}/alliance-decisions/{last['id']}/votes"
        done(await voter.post(vote, json={"choice": "for"}, headers=at(AFTERWARDS)))
    path = f"{V1}/alliances/{alliance['id']}"
    assert done(await line.public.get(path))["closed_at"] == "2026-09-29T09:00:00Z"
    vote = f"{V1}/alliance-decisions/{waiting['id']}/votes"
    late = await line.buyer.post(vote, json={"choice": "for"}, headers=at(AFTERWARDS))
    assert (late.status_code, "closed" in late.json()["detail"]) == (409, True)
    assert (await line.buyer.post(f"{path}/decisions", json={"title": "More"})).status_code == 409
    *_, event = await line.service.emitted()
    assert isinstance(event, AllianceClosed)
    done(
        await line.buyer.post(f"{path}/settlements", json={"actual_cost": pounds("1.00")}, headers=at(AFTERWARDS)), 201
    )


async def test_an_alliance_that_was_awarded_begins_once_with_its_members_values_and_shares(line: Line) -> None:
    notice, awards = await two_awards(line)
    award = done(await proposed(line, notice, awards, "2/3", "1/3"), 201)
    body = {"title": "Alliance", "target_cost": pounds("100000.00"), "alliance_award_id": award["id"]}
    body |= {"provider_share": 1, "pain_share": 1}
    path = f"{V1}/alliances"
    early = await line.buyer.post(path, json=body, headers=at(AFTERWARDS))
    assert (early.status_code, "once every member has agreed" in early.json()["detail"]) == (409, True)
    for ally in (line.provider, line.competitor):
        done(await answered(ally, award, agrees=True))
    wrong = [member(line.council, "council", "commissioner"), member(line.trust, "trust", value="1.00")]
    refused = await line.buyer.post(path, json=body | {"members": wrong}, headers=at(AFTERWARDS))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/members/1/value")
    begun = done(await line.buyer.post(path, json=body, headers=at(AFTERWARDS)), 201)
    shares = {each["reference"]: (each["share"], each["value"]) for each in begun["members"]}
    assert shares["Ashgate Homeless Trust"] == ("2/3", pounds("85000.00"))
    assert (await line.buyer.post(path, json=body, headers=at(AFTERWARDS))).status_code == 409
    spent = {"actual_cost": pounds("100300.00")}
    [settled] = done(await line.buyer.post(f"{path}/{begun['id']}/settlements", json=spent), 201)["settlements"]
    assert {each["reference"]: each["amount"]["amount"] for each in settled["shares"]} == {
        "Ashgate Homeless Trust": "-200.00",
        "Crestline Homes Ltd": "-100.00",
    }
