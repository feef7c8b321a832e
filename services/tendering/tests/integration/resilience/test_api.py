"""What if a supplier fails, over HTTP, on a real database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at, plan_body, pounds
from services.tendering.tests.integration.line import NOW, V1, Json, Line, done, heard

from events.registry import OrganisationClassified, OwnershipStated
from events.registry.owners import BodyTold, PositionTold
from events.tendering import (
    ContinuityPlanDropped,
    ContinuityPlanMade,
    ContinuityPlanRequired,
    DistressSignAnswered,
    DutyOverdue,
)
from events.verdicts import VerdictFacts
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
TODAY = datetime(2027, 3, 31, 9, tzinfo=UTC)
LATER = TODAY + timedelta(days=29)


def sign_body(line: Line, **changes: Any) -> dict[str, Any]:
    said = {"organisation_id": str(line.trust), "sign": "court_judgment", "occurred_on": "2027-03-02"}
    return {**said, "source": "Register of Judgments", **changes}


async def signalled(line: Line, **changes: Any) -> Json:
    """A sign of distress on record."""
    body = sign_body(line, **changes)
    return done(await line.buyer.post(f"{V1}/distress-signs", json=body, headers=at(TODAY)), 201)


async def asked(line: Line) -> Json:
    """A contract, with a supplier in distress, of which a plan was asked for."""
    contract = await line.signed()
    await signalled(line)
    await line.service.due(TODAY)
    return contract


async def exposures(line: Line) -> Json:
    path = f"{V1}/exposures?buyer_id={line.council}"
    return done(await line.buyer.get(path, headers=at(TODAY)))


async def test_a_plan_is_asked_for_where_what_lies_with_a_group_and_its_signs_are_at_the_line(line: Line) -> None:
    contract = await line.signed()
    await line.service.due(TODAY)
    assert (await exposures(line))["groups"][0]["needs_plan"] is False
    await signalled(line)
    for _ in range(2):
        await line.service.due(TODAY)
    [told] = [each for each in await line.service.emitted() if isinstance(each, ContinuityPlanRequired)]
    assert (str(told.contract_id), told.due_on.isoformat()) == (contract["id"], "2027-04-28")
    shown = done(await line.public.get(f"{V1}/contracts/{contract['id']}/continuity-plan", headers=at(LATER)))
    assert (shown["required_on"], shown["due_on"], shown["is_overdue"]) == ("2027-03-31", "2027-04-28", True)
    assert (shown["made_on"], shown["plan"], shown["version"]) == (None, None, 0)
    decision = done(await line.public.get(f"{V1}/decisions/{shown['decision_id']}"))
    assert (decision["rule"], decision["basis"], decision["outcome"]) == ("delivery.supplier_failure", "SEED", False)


async def test_the_buyer_and_auditors_read_the_exposures_and_everybody_the_counts(line: Line) -> None:
    contract = await asked(line)
    found = await exposures(line)
    [group] = found["groups"]
    assert (group["group_id"], group["contract_ids"]) == (str(line.trust), [contract["id"]])
    assert (group["value"]["amount"], group["share"], group["points"], group["score"]) == ("170000.00", 1, 1, 1)
    assert [(each["sign"], each["source"]) for each in group["signs"]] == [("court_judgment", "Register of Judgments")]
    path = f"{V1}/exposures?buyer_id={line.council}"
    assert done(await line.auditor.get(path, headers=at(TODAY))) == found
    other = line.service.client("commissioner", organisation=new_id())
    assert [(await each.get(path)).status_code for each in (other, line.provider, line.public)] == [403, 403, 401]
    counts = done(await line.public.get(f"{V1}/buyers/{line.council}/resilience", headers=at(LATER)))
    assert (counts["groups"], counts["groups_at_the_line"]) == (1, 1)
    assert (counts["plans_required"], counts["plans_made"], counts["plans_overdue"]) == (1, 0, 1)


async def test_a_plan_meets_its_duty_in_the_calendar_and_is_overdue_without(line: Line) -> None:
    late = await asked(line)
    await heard(line)
    await line.service.due(LATER)
    overdue = [each for each in await line.service.emitted() if isinstance(each, DutyOverdue)]
    assert [(each.code, str(each.notice_id)) for each in overdue if each.code == "continuity_plan"] == [
        ("continuity_plan", late["notice_id"])
    ]
    path = f"{V1}/contracts/{late['id']}/continuity-plan"
    kept = done(await line.buyer.put(path, json=plan_body(), headers=at(LATER)))
    assert (kept["made_on"], kept["is_overdue"], kept["plan"], kept["version"]) == ("2027-04-29", False, plan_body(), 1)
    await heard(line)
    calendar = f"{V1}/calendar?buyer_id={line.council}&state=met_late"
    duties = done(await line.public.get(calendar, headers=at(LATER)))["items"]
    assert [(each["code"], each["met_on"], each["layer"]) for each in duties if each["code"] == "continuity_plan"] == [
        ("continuity_plan", "2027-04-29", "overlay")
    ]


async def test_what_a_plan_says_is_withheld_until_its_day_and_that_there_is_one_never(line: Line) -> None:
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}/continuity-plan"
    why = {"ground": "sensitive_commercial", "explanation": "Who would step in is in talks.", "until": "2027-06-30"}
    for_ever = plan_body() | {"withheld": {**why, "until": None}}
    refused = await line.buyer.put(path, json=for_ever, headers=at(TODAY))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/withheld/until")
    done(await line.buyer.put(path, json=plan_body() | {"withheld": why}, headers=at(TODAY)))
    for stranger in (line.public, line.provider):
        shown = done(await stranger.get(path, headers=at(TODAY)))
        assert (shown["made_on"], shown["plan"], shown["withheld"]) == ("2027-03-31", None, why)
    for reader in (line.buyer, line.auditor):
        assert done(await reader.get(path, headers=at(TODAY)))["plan"] == plan_body()
    over = done(await line.public.get(path, headers=at(datetime(2027, 7, 1, 9, tzinfo=UTC))))
    assert (over["plan"], over["withheld"]) == (plan_body(), None)
    *_, told = await line.service.emitted()
    assert isinstance(told, ContinuityPlanMade)
    assert (told.plan, told.withheld_because) == (None, "sensitive_commercial")


async def test_only_the_buyer_makes_the_plan_of_a_contract_that_runs_and_overwrites_none_unread(line: Line) -> None:
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}/continuity-plan"
    assert (await line.provider.put(path, json=plan_body())).status_code == 403
    other = line.service.client("commissioner", organisation=new_id())
    assert (await other.put(path, json=plan_body())).status_code == 404
    first = await line.buyer.put(path, json=plan_body(), headers=at(TODAY))
    again = {**at(TODAY), "If-Match": first.headers["ETag"]}
    assert done(await line.buyer.put(path, json=plan_body("Others."), headers=again))["version"] == 2
    assert (await line.buyer.put(path, json=plan_body(), headers=again)).status_code == 412
    end = {"outcome": "terminated", "reason": "The lease fell through."}
    done(await line.buyer.post(f"{V1}/contracts/{contract['id']}/end", json=end, headers=at(TODAY)))
    assert (await line.buyer.put(path, json=plan_body(), headers=at(TODAY))).status_code == 409


async def test_a_sign_that_is_withdrawn_asks_for_nothing_any_longer(line: Line) -> None:
    contract = await line.signed()
    sign = await signalled(line)
    await line.service.due(TODAY)
    path = f"{V1}/distress-signs/{sign['id']}"
    assert (await line.competitor.post(f"{path}/reply", json={"reply": "No."})).status_code == 404
    replied = done(await line.provider.post(f"{path}/reply", json={"reply": "It was paid."}, headers=at(TODAY)))
    assert replied["reply"] == "It was paid."
    *_, answered = await line.service.emitted()
    assert isinstance(answered, DistressSignAnswered)
    assert (answered.reply, answered.parties()) == ("It was paid.", frozenset({line.trust, line.council}))
    other = line.service.client("commissioner", organisation=line.rival)
    reason = {"reason": "It was set aside."}
    assert (await other.post(f"{path}/withdraw", json=reason)).status_code == 404
    gone = done(await line.buyer.post(f"{path}/withdraw", json=reason, headers=at(TODAY)))
    assert gone["withdrawn_because"] == "It was set aside."
    await line.service.due(TODAY)
    *_, told = await line.service.emitted()
    assert isinstance(told, ContinuityPlanDropped)
    assert str(told.contract_id) == contract["id"]
    mine = f"{V1}/distress-signs?organisation_id={line.trust}"
    assert [each["id"] for each in done(await line.provider.get(mine))["items"]] == [sign["id"]]
    assert (await line.competitor.get(mine)).status_code == 403


async def test_what_is_still_to_come_and_what_the_platform_sees_is_not_recorded(line: Line) -> None:
    for wrong, path in (({"occurred_on": "2027-04-01"}, "/occurred_on"), ({"sign": "breach"}, "/sign")):
        body = sign_body(line, **wrong)
        refused = await line.buyer.post(f"{V1}/distress-signs", json=body, headers=at(TODAY))
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, path)
    unknown = sign_body(line, organisation_id=str(new_id()))
    assert (await line.buyer.post(f"{V1}/distress-signs", json=unknown, headers=at(TODAY))).status_code == 404


async def test_signs_of_a_sister_company_count_for_the_group(line: Line) -> None:
    await line.signed()
    group = new_id()
    above = BodyTold(id=group, type="entity", name="Dunmore Group SA")
    for member in (line.trust, line.rival):
        position = PositionTold(group=above, controller=above, attribution=[])
        told = OwnershipStated(occurred_at=NOW, organisation_id=member, as_of=NOW.date(), positions=[position])
        await line.service.feed(told, member)
    await signalled(line, organisation_id=str(line.rival), sign="insolvency_notice")
    verdict = VerdictFacts(
        label="extractive_index_high",
        outcome="yes",
        rule="classification.extractive_index_high",
        version=1,
        basis="PROFILE",
        facts_used=[],
        missing=[],
        reasons=[],
        expires_on=date(2028, 1, 1),
    )
    found = OrganisationClassified(
        occurred_at=NOW, organisation_id=line.trust, on=NOW.date(), verdicts=[verdict], facts=[], disputed=[]
    )
    await line.service.feed(found, line.trust)
    [shown] = (await exposures(line))["groups"]
    assert (shown["group_id"], shown["points"]) == (str(group), 6)
    assert {each["organisation_id"] for each in shown["signs"]} == {str(line.trust), str(line.rival)}


async def test_invoices_left_unpaid_down_the_chain_a_breach_and_a_default_are_seen(line: Line) -> None:
    contract, ended = await line.signed(), await line.signed()
    link = {"payee_id": str(line.rival), "service": "Support", "value": pounds("900.00"), "payment_days": 30}
    term = {"starts_on": "2026-12-01", "ends_on": "2027-11-30", "non_disclosure": "none"}
    path = f"{V1}/contracts/{contract['id']}"
    below = done(await line.provider.post(f"{path}/subcontracts", json=link | term, headers=at(AFTERWARDS)), 201)
    rows = [
        {"reference": str(it), "amount": pounds("10.00"), "received_on": "2027-02-28", "subcontract_id": below["id"]}
        for it in range(3)
    ]
    done(await line.provider.post(f"{V1}/invoices", json={"invoices": rows}, headers=at(TODAY)))
    breach = {"consequence": "damages", "requirement": "Somebody comes.", "description": "Nobody came."}
    body = breach | {"decided_on": "2027-03-01"}
    made = done(await line.buyer.post(f"{path}/breaches", json=body, headers=at(TODAY)), 201)
    end = {"outcome": "terminated", "reason": "It failed.", "ground": "insolvency", "continuity_plan": plan_body()}
    done(await line.buyer.post(f"{V1}/contracts/{ended['id']}/end", json=end, headers=at(TODAY)))
    assert {each["sign"] for each in (await exposures(line))["groups"][0]["signs"]} == {"default", "missed_payments"}
    done(await line.buyer.post(f"{V1}/breaches/{made['id']}/publish", headers=at(TODAY)))
    [shown] = (await exposures(line))["groups"]
    assert (shown["contract_ids"], shown["points"]) == ([contract["id"]], 5)
    paid = {"reference": "p", "amount": pounds("10.00"), "paid_on": "2027-03-31", "invoice": "0"}
    done(await line.provider.post(f"{V1}/payments", json={"payments": [paid]}, headers=at(TODAY)))
    assert "missed_payments" not in {each["sign"] for each in (await exposures(line))["groups"][0]["signs"]}
