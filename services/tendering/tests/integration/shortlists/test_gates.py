"""Partnerships over HTTP: no stage begins before its gate was passed, and nothing is awarded before the last."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at
from services.tendering.tests.integration.line import V1, Line, done
from services.tendering.tests.integration.phases.procedure import STAGES, InPhases, a_stage, document, partners
from services.tendering.tests.phased import FIRST, LAST, SECOND, THIRD, phased_body

from events.tendering import GateDecided, NoticeCancelled

pytestmark = pytest.mark.integration
HOUR = timedelta(hours=1)
WAITS = {"measure": "Days to a home", "unit": "day", "at_most": 14}


async def innovators(line: Line, **changes: Any) -> InPhases:
    """An innovation partnership with one stage, a target and a ceiling."""
    ceiling = {"amount": "20000.00", "currency": "GBP"}
    stage = a_stage("development", FIRST, targets=[WAITS], payment_ceiling=ceiling)
    return await partners(line, partnership="innovation", phases=[stage, LAST], **changes)


async def staged(held: InPhases, number: int, closes_at: datetime) -> None:
    """One stage: something is sent in time, and its provider goes on."""
    entry = done(await held.enter(held.line.provider, number, closes_at))["id"]
    done(await held.decide({entry: {}}, number, closes_at + HOUR), 201)


async def test_a_service_is_designed_piloted_evaluated_and_then_commissioned(line: Line) -> None:
    held, seen = await partners(line), await document(line.buyer)
    for number, (_, closes_at) in enumerate(STAGES, 1):
        await staged(held, number, closes_at)
        early = await held.enter(line.provider, number + 1, closes_at + HOUR) if number < 3 else None
        early = early or await held.bid(line.provider, closes_at + HOUR)
        assert (early.status_code, "not settled" in early.text) == (409, True)
        assert "at_gate" in await held.standings(closes_at + HOUR)
        done(await held.gate(number, closes_at + HOUR, seen), 201)
    bid = done(await held.bid(line.provider, THIRD + HOUR), 201)
    body = {"bid_id": bid["id"], "lot_ids": [lot["id"] for lot in held.notice["lots"]], "reason": "It worked."}
    done(await line.buyer.post(f"{held.path}/awards", json=body, headers=at(AFTERWARDS)), 201)
    told = [each for each in await line.service.emitted() if isinstance(each, GateDecided)]
    assert [(each.phase.number, each.passed) for each in told] == [(1, True), (2, True), (3, True)]


async def test_gates_are_passed_in_their_order_each_once_and_after_its_stage(line: Line) -> None:
    held, seen = await partners(line), await document(line.buyer)
    assert (await held.gate(1, FIRST + HOUR, seen)).status_code == 409
    assert (await held.decide({}, 2, SECOND + HOUR)).status_code == 409
    await staged(held, 1, FIRST)
    assert (await held.decide({}, 2, SECOND + HOUR)).status_code == 409
    assert (await held.gate(2, FIRST + HOUR, seen)).status_code == 409
    done(await held.gate(1, FIRST + HOUR, seen), 201)
    assert (await held.gate(1, FIRST + HOUR, seen)).status_code == 409
    assert (await held.gate(4, FIRST + HOUR, seen)).status_code == 409


async def test_whoever_passes_a_late_gate_is_not_invited_to_what_has_closed(line: Line) -> None:
    held, seen = await partners(line), await document(line.buyer)
    await staged(held, 1, FIRST)
    late, later = SECOND + HOUR, SECOND + timedelta(days=2)
    for closes_at in ({}, {"closes_at": SECOND.isoformat()}, {"closes_at": held.notice["closes_at"]}):
        refused = await held.gate(1, late, seen, **closes_at)
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/closes_at")
    done(await held.gate(1, late, seen, closes_at=later.isoformat()), 201)
    assert (await held.standings(late))[1] == "open"
    done(await held.enter(line.provider, 2, later))
    [told] = [each for each in await line.service.emitted() if isinstance(each, GateDecided)]
    assert told.next_closes_at == later


async def test_a_late_gate_before_final_tenders_gives_bidders_their_days_anew(line: Line) -> None:
    lots = [{"title": "Prevention", "value": {"amount": "9000000.00", "currency": "GBP"}}]
    held, seen = await innovators(line, lots=lots), await document(line.buyer)
    entry = done(await held.enter(line.provider))["id"]
    done(await held.decide({entry: {"figures": {"Days to a home": 14}}}, when=FIRST + HOUR), 201)
    announced = datetime.fromisoformat(held.notice["closes_at"])
    late, enough = announced - timedelta(days=1), announced + timedelta(days=10)
    refused = await held.gate(1, late, seen)
    assert (refused.status_code, "at least 10" in refused.text) == (409, True)
    done(await held.gate(1, late, seen, closes_at=enough.isoformat()), 201)
    notice = done(await line.public.get(held.path))
    assert datetime.fromisoformat(notice["closes_at"]) == enough
    [amendment] = done(await line.public.get(f"{held.path}/amendments"))["items"]
    assert amendment["changed"] == ["closes_at"]
    done(await held.bid(line.provider, enough), 201)


async def test_the_evidence_of_a_gate_is_public_and_the_buyers_own(line: Line) -> None:
    held, seen = await partners(line), await document(line.buyer)
    await staged(held, 1, FIRST)
    theirs = await document(line.provider, b"%PDF-1.7 what they saw")
    assert (await held.gate(1, FIRST + HOUR)).status_code == 422
    refused = await held.gate(1, FIRST + HOUR, seen, theirs)
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/evidence/1/sha256")
    assert (await line.public.get(f"{V1}/documents/{seen}")).status_code == 404
    done(await held.gate(1, FIRST + HOUR, seen), 201)
    assert (await line.public.get(f"{V1}/documents/{seen}")).content == b"%PDF-1.7 what we saw"
    shown = done(await line.public.get(f"{held.path}/phases"))["phases"][0]["gate"]
    assert (shown["passed"], shown["reason"]) == (True, "As we saw it.")
    assert shown["evidence"] == [{"title": "What we saw", "sha256": seen}]


async def test_a_gate_that_stays_shut_ends_the_partnership_for_everybody_to_read(line: Line) -> None:
    held, seen = await partners(line), await document(line.buyer)
    await staged(held, 1, FIRST)
    done(await held.gate(1, FIRST + HOUR, seen, passed=False), 201)
    notice = done(await line.public.get(held.path))
    assert (notice["status"], notice["cancelled_because"]) == ("cancelled", "As we saw it.")
    assert await held.standings(FIRST + HOUR) == ["ended"] * 4
    assert (await held.enter(line.provider, 2, SECOND)).status_code == 409
    told = [type(each) for each in await line.service.emitted()]
    assert told[-2:] == [GateDecided, NoticeCancelled]


async def test_who_misses_a_target_is_let_go_and_nobody_passes_a_gate_alone(line: Line) -> None:
    held, seen = await innovators(line), await document(line.buyer)
    entry = done(await held.enter(line.provider))["id"]
    missed = {"figures": {"Days to a home": 14.5}}
    [verdict] = done(await held.decide({entry: missed}), 201)["verdicts"]
    assert verdict["because"] == ["Days to a home: 14.5 day reached, at most 14 asked for."]
    refused = await held.gate(1, FIRST + timedelta(days=1), seen)
    assert (refused.status_code, "Nobody reached" in refused.text) == (409, True)
    done(await held.gate(1, FIRST + timedelta(days=1), seen, passed=False), 201)


async def test_nobody_is_paid_more_than_the_ceiling_for_a_stage(line: Line) -> None:
    held = await innovators(line)
    entry = done(await held.enter(line.provider))["id"]
    for amount, status in (("20000.01", 422), ("20000.00", 201)):
        paid = {"figures": {"Days to a home": 14}, "paid": {"amount": amount, "currency": "GBP"}}
        assert (await held.decide({entry: paid})).status_code == status


async def test_an_ordinary_procedure_has_no_gates(line: Line) -> None:
    asked = InPhases(line, await line.published(**phased_body()))
    refused = await asked.gate(1, NOW, "0" * 64)
    assert (refused.status_code, "No gate closes" in refused.text) == (409, True)
