"""Who goes on from a phase, over HTTP on a real database: each is told for itself, and only who was invited bids."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from services.tendering.tests.builders import DEADLINE, NOW, at, pounds
from services.tendering.tests.integration.line import Line, done
from services.tendering.tests.integration.phases.procedure import found, in_phases
from services.tendering.tests.phased import FIRST

from events.tendering import NoticeAmended, PhaseDecided
from kernel.digests import digest_of
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
MORE = DEADLINE + timedelta(days=7)
WEIGHTS = {"Quality": 60, "Reach": 10, "Price": 30}


def refined(**weights: int) -> dict[str, object]:
    kinds = {name: "price" if name == "Price" else "quality" for name in weights}
    criteria = [{"name": name, "kind": kinds[name], "weight": weight} for name, weight in weights.items()]
    return {"criteria": criteria, "because": "The dialogue showed what matters."}


async def test_only_who_was_invited_sends_a_final_tender(line: Line) -> None:
    asked = await in_phases(line)
    ours, theirs = done(await asked.enter(line.provider)), done(await asked.enter(line.competitor))
    for by in (line.provider, line.competitor):
        early = await asked.bid(by)
        assert (early.status_code, "not settled" in early.text) == (409, True)
    assert await asked.standings(FIRST) == ["open", "waiting"]
    assert await asked.standings() == ["closed", "waiting"]
    decided = done(await asked.decide({ours["id"]: found(8), theirs["id"]: found(9, insured=False)}), 201)
    assert {each["entry_id"]: each["goes_on"] for each in decided["verdicts"]} == {
        ours["id"]: True,
        theirs["id"]: False,
    }
    assert await asked.standings() == ["settled", "open"]
    done(await asked.bid(line.provider), 201)
    refused = await asked.bid(line.competitor)
    assert (refused.status_code, "not invited" in refused.text) == (403, True)
    outsider = line.service.client("provider", organisation=new_id())
    assert (await asked.bid(outsider)).status_code in {403, 404}


async def test_each_is_told_why_and_nothing_about_the_others(line: Line) -> None:
    asked = await in_phases(line, at_most=1)
    ours, theirs = done(await asked.enter(line.provider)), done(await asked.enter(line.competitor))
    path = f"{asked.path}/phases/1/decision"
    assert (await line.provider.get(f"{path}/own")).status_code == 404
    done(await asked.decide({ours["id"]: found(8), theirs["id"]: found(9)}), 201)
    own = done(await line.provider.get(f"{path}/own"))
    assert own["verdict"]["because"] == ["Its points, 40.0000, are not among the 1 highest."]
    assert (own["verdict"]["points"], own["verdict"]["assessment"]["reason"]) == (40, "As we read it.")
    assert str(line.rival) not in str(own)
    assert done(await line.competitor.get(f"{path}/own"))["verdict"]["goes_on"]
    assert (await line.competitor.get(path)).status_code == 403
    everything = done(await line.auditor.get(path))
    assert {each["supplier_id"] for each in everything["verdicts"]} == {str(line.trust), str(line.rival)}


async def test_what_the_ledger_tells_of_a_decision_proves_what_was_decided(line: Line) -> None:
    asked = await in_phases(line, criteria=["Quality", "Price"], asks_price=True)
    entry = done(await asked.enter(line.provider, price=pounds("80000.00")))["id"]
    done(await asked.decide({entry: found(7.5)}), 201)
    shown = done(await line.auditor.get(f"{asked.path}/phases/1/decision"))
    for verdict in shown["verdicts"]:
        verdict["price"] = verdict["price"]["amount"]
        verdict["received_at"] = verdict["received_at"].replace("Z", "+00:00")
    [told] = [each for each in await line.service.emitted() if isinstance(each, PhaseDecided)]
    exact = json.loads(json.dumps(shown["verdicts"]), parse_float=Decimal)
    assert told.digest == shown["digest"] == digest_of({"id": shown["id"], "verdicts": exact})


async def test_a_phase_is_decided_once_after_its_deadline_and_as_it_was_declared(line: Line) -> None:
    asked = await in_phases(line)
    entry = done(await asked.enter(line.provider))["id"]
    assert (await asked.decide({entry: found(8)}, when=FIRST)).status_code == 409
    assert (await asked.decide({entry: found(8)}, 2)).status_code == 409
    for wrong in ({}, {entry: {"marks": {"Quality": 8}}}, {entry: {"met": {"Insured": True}, "marks": {"Reach": 8}}}):
        assert (await asked.decide(wrong)).status_code == 422
    paid = found(8) | {"paid": pounds("1.00")}
    assert (await asked.decide({entry: paid})).json()["errors"][0]["path"] == "/assessments/0/paid"
    done(await asked.decide({entry: found(8)}), 201)
    assert (await asked.decide({entry: found(8)})).status_code == 409
    late = await asked.enter(line.competitor, when=FIRST)
    assert (late.status_code, "deadline" in late.text) == (409, True)


async def test_fewer_than_were_announced_go_on_only_with_a_reason(line: Line) -> None:
    asked = await in_phases(line, at_least=2)
    entry = done(await asked.enter(line.provider))["id"]
    assert (await asked.decide({entry: found(8)})).status_code == 409
    told = done(await asked.decide({entry: found(8)}, fewer_because="Nobody else asked."), 201)
    assert told["fewer_because"] == "Nobody else asked."
    assert "Nobody else" not in str(done(await line.public.get(f"{asked.path}/phases")))


async def test_criteria_are_refined_where_the_notice_says_so_and_published_again(line: Line) -> None:
    asked = await in_phases(line)
    entry = done(await asked.enter(line.provider))["id"]
    decided = await asked.decide({entry: found(8)}, refinement=refined(**WEIGHTS), closes_at=MORE.isoformat())
    done(decided, 201)
    notice = done(await line.public.get(asked.path))
    assert {each["name"]: each["weight"] for each in notice["criteria"]} == WEIGHTS
    assert (notice["closes_at"], notice["terms_hash"]) != (asked.notice["closes_at"], asked.notice["terms_hash"])
    [amendment] = done(await line.public.get(f"{asked.path}/amendments"))["items"]
    assert (amendment["changed"], amendment["terms_hash"]) == (["closes_at", "criteria"], notice["terms_hash"])
    done(await asked.bid(line.provider, when=DEADLINE + timedelta(days=1)), 201)
    told = [each for each in await line.service.emitted() if isinstance(each, (NoticeAmended, PhaseDecided))]
    assert [type(each) for each in told] == [NoticeAmended, PhaseDecided]
    assert {each.notice.terms_hash for each in told} == {notice["terms_hash"]}


async def test_criteria_are_not_refined_otherwise(line: Line) -> None:
    silent = await in_phases(line, refines=None)
    entry = done(await silent.enter(line.provider))["id"]
    refused = await silent.decide({entry: found(8)}, refinement=refined(**WEIGHTS))
    assert (refused.status_code, "does not provide" in refused.text) == (409, True)
    assert refused.json()["decision"]
    asked = await in_phases(line)
    entry = done(await asked.enter(line.provider))["id"]
    for wrong in (refined(Quality=60, Price=40), refined(**WEIGHTS | {"Price": 31})):
        assert (await asked.decide({entry: found(8)}, refinement=wrong)).status_code == 409


async def test_who_would_have_gone_on_by_the_refined_criteria_is_not_left_behind(line: Line) -> None:
    asked = await in_phases(line, criteria=["Quality", "Reach"], at_most=1)
    ours, theirs = done(await asked.enter(line.provider))["id"], done(await asked.enter(line.competitor))["id"]
    strong, broad = ({"met": {"Insured": True}, "marks": {"Quality": q, "Reach": r}} for q, r in ((8, 2), (6, 6)))
    refused = await asked.decide({ours: strong, theirs: broad}, refinement=refined(Quality=20, Reach=50, Price=30))
    assert (refused.status_code, "would have gone on" in refused.text) == (409, True)
    done(await asked.decide({ours: strong, theirs: broad}, refinement=refined(Quality=55, Reach=15, Price=30)), 201)


async def test_the_next_phase_closes_no_sooner_than_announced(line: Line) -> None:
    asked = await in_phases(line)
    entry = done(await asked.enter(line.provider))["id"]
    sooner = (DEADLINE - timedelta(days=1)).isoformat()
    refused = await asked.decide({entry: found(8)}, closes_at=sooner)
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/closes_at")


async def test_nobody_is_let_go_while_a_ground_held_against_them_is_undecided(line: Line) -> None:
    asked = await in_phases(line)
    entry = done(await asked.enter(line.provider))["id"]
    ground = {
        "supplier_id": str(line.trust),
        "ground": "breach_or_poor_performance",
        "about": "supplier",
        "occurred_on": "2026-01-05",
        "circumstances": "A contract was ended early.",
    }
    done(await line.buyer.post(f"{asked.path}/inquiries", json=ground, headers=at(FIRST)), 201)
    refused = await asked.decide({entry: found(8)})
    assert (refused.status_code, "ground of exclusion" in refused.text) == (409, True)


async def test_the_law_gives_those_who_go_on_time_for_their_tenders(line: Line) -> None:
    lots = [{"title": "Prevention", "value": pounds("9000000.00")}]
    asked = await in_phases(line, lots=lots, closes_at=(NOW + timedelta(days=26)).isoformat())
    entry = done(await asked.enter(line.provider))["id"]
    refused = await asked.decide({entry: found(8)}, when=DEADLINE - timedelta(days=9))
    assert (refused.status_code, "at least 10" in refused.text) == (409, True)
    done(await asked.decide({entry: found(8)}, when=DEADLINE - timedelta(days=10)), 201)
