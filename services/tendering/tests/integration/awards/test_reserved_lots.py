"""A lot reserved to mutuals goes to a mutual, by tendering's own copy of the evidence: at award, and at signature."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, NOW, at, pounds
from services.tendering.tests.integration.line import V1, Line, done

from events.registry import (
    DisputeOpened,
    DisputeSettled,
    EvidenceRecorded,
    EvidenceWithdrawn,
    OrganisationClassified,
    ReservedContract,
    ReservedContractDeclared,
    ReservedContractWithdrawn,
)
from events.tendering import AwardMade, NoticePublished
from events.verdicts import EvidencedFact, VerdictFacts
from kernel.identifiers import new_id
from rulebook.limbs import MUTUAL, Known
from tendering.suppliers.queries import known_of

pytestmark = pytest.mark.integration
LIMB = "employee_management_and_control"
AWARDED_ON = AFTERWARDS.date()
SIGNED = datetime(2026, 10, 20, 9, tzinfo=UTC)


def reserved_lot(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Peer navigation",
        "value": pounds("900000.00"),
        "starts_on": "2027-04-01",
        "ends_on": "2032-03-31",
        "reserved": "public_service_mutual",
    } | changes


def reserved_notice(*lots: dict[str, Any]) -> dict[str, Any]:
    return {"procedure": "competitive_flexible", "regime": "light_touch", "lots": [*lots] or [reserved_lot()]}


def a_fact(name: str, value: bool | int | str = True, **changes: Any) -> EvidencedFact:
    said: dict[str, Any] = {"id": new_id(), "source": "register", "standing": "register", "reference": "EV-1"}
    said |= {"retrieved_on": date(2026, 7, 15), "expires_on": date(2027, 7, 15)}
    return EvidencedFact(name=name, value=value, **(said | changes))


async def evidenced(line: Line, *facts: EvidencedFact, organisation: UUID | None = None) -> None:
    """Let the registry have recorded this of the trust."""
    whom = organisation or line.trust
    await line.service.feed(EvidenceRecorded(occurred_at=NOW, organisation_id=whom, facts=[*facts]), whom)


async def a_mutual(line: Line, **limbs: Any) -> None:
    """Let the trust be a public service mutual, but for what is said of its limbs."""
    await evidenced(line, *(a_fact(name, **limbs.get(name, {})) for name in MUTUAL))


async def declared(line: Line, awarded_on: date, **changes: Any) -> ReservedContract:
    """Let the trust have been awarded a reserved contract of the council's before."""
    said: dict[str, Any] = {"id": new_id(), "organisation_id": line.trust, "authority_id": line.council}
    said |= {"awarded_on": awarded_on, "comparable": True, "title": "Outreach pilot", "source": "self"}
    contract = ReservedContract(**(said | changes))
    await line.service.feed(ReservedContractDeclared(occurred_at=NOW, contract=contract), contract.id)
    return contract


async def award(line: Line, notice: Any = None, when: datetime = AFTERWARDS) -> httpx.Response:
    """The council awards a reserved lot to the trust."""
    notice = notice or await line.published(**reserved_notice())
    bid = await line.bid(notice)
    body = {"bid_id": bid["id"], "lot_ids": [notice["lots"][0]["id"]], "reason": "The best bid."}
    return await line.buyer.post(f"{V1}/notices/{notice['id']}/awards", json=body, headers=at(when))


async def sign(line: Line, awarded: Any, when: datetime = SIGNED, **term: str) -> httpx.Response:
    """Both sign the contract of an award."""
    term = {"starts_on": "2027-04-01", "ends_on": "2032-03-31"} | term
    path = f"{V1}/awards/{awarded['id']}/contract"
    contract = done(await line.buyer.post(path, json=term, headers=at(when)), 201)
    return await line.provider.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(when))


async def test_a_mutual_is_awarded_the_lot_and_signs_and_every_test_stays_on_record(line: Line) -> None:
    await a_mutual(line)
    awarded = done(await award(line), 201)
    [decision] = awarded["decisions"]
    kept = done(await line.public.get(f"{V1}/decisions/{decision}"))
    assert (kept["rule"], kept["outcome"], kept["inputs"]["on"]) == ("reserved.mutual", True, "2026-09-29")
    contract = done(await sign(line, awarded))
    rules = [done(await line.public.get(f"{V1}/decisions/{it}"))["rule"] for it in contract["decisions"]]
    assert rules == ["uk_pa2023_light_touch.standstill", "reserved.mutual", "reserved.mutual"]


async def test_everybody_reads_for_whom_a_lot_is_kept(line: Line) -> None:
    notice = await line.published(**reserved_notice())
    shown = done(await line.public.get(f"{V1}/notices/{notice['id']}"))["lots"][0]
    assert (shown["reserved"], shown["reserved_areas"]) == ("public_service_mutual", [])
    *_, event = await line.service.emitted()
    assert isinstance(event, NoticePublished)
    assert event.notice.lots[0].reserved == "public_service_mutual"
    await a_mutual(line)
    await award(line, notice)
    *_, event = await line.service.emitted()
    assert isinstance(event, AwardMade)
    assert event.notice.lots[0].reserved == "public_service_mutual"


async def test_without_evidence_the_lot_cannot_be_awarded_and_the_refusal_can_be_fetched(line: Line) -> None:
    refusal = await award(line)
    assert refusal.status_code == 409
    assert "no live evidence" in refusal.json()["detail"]
    kept = done(await line.public.get(f"{V1}/decisions/{refusal.json()['decision']['id']}"))
    assert (kept["rule"], kept["outcome"], len(kept["reasons"])) == ("reserved.mutual", False, 4)


@pytest.mark.parametrize("limb", MUTUAL)
@pytest.mark.parametrize("what", [{"value": False}, {"expires_on": date(2026, 9, 28)}, {"name": "something_else"}])
async def test_a_limb_that_is_false_or_missing_or_expired_shuts_the_way(
    line: Line, limb: str, what: dict[str, Any]
) -> None:
    await evidenced(line, *(a_fact(**({"name": name} | (what if name == limb else {}))) for name in MUTUAL))
    assert (await award(line)).status_code == 409


async def test_a_disputed_limb_shuts_the_way_until_the_dispute_is_settled(line: Line) -> None:
    await a_mutual(line)
    notice = await line.published(**reserved_notice())
    other = a_fact(LIMB, False, standing="attestation")
    await evidenced(line, other)
    refusal = await award(line, notice)
    assert (refusal.status_code, "disputed" in refusal.json()["detail"]) == (409, True)
    withdrawn = EvidenceWithdrawn(occurred_at=NOW, organisation_id=line.trust, facts=[other], reason="A mistake.")
    await line.service.feed(withdrawn, line.trust)
    dispute: dict[str, Any] = {"organisation_id": line.trust, "dispute_id": new_id(), "name": LIMB, "facts": []}
    await line.service.feed(DisputeOpened(occurred_at=NOW, **dispute), line.trust)
    assert (await known(line)).flag(LIMB) is None
    await line.service.feed(DisputeSettled(occurred_at=NOW, reason="Seen.", **dispute), line.trust)
    assert (await known(line)).flag(LIMB) is True


async def known(line: Line, on: date = AWARDED_ON) -> Known:
    async with line.service.sessions() as session:
        return await known_of(session, line.trust, on=on)


async def test_a_correction_takes_the_place_of_what_it_corrects_also_after_a_rebuild(line: Line) -> None:
    wrong = a_fact(LIMB, False)
    await evidenced(line, wrong, a_fact("board_members", 8))
    await evidenced(line, a_fact(LIMB, True, corrects=wrong.id))
    before = await known(line)
    assert before == Known({LIMB: True})
    await line.service.rebuild()
    assert await known(line) == before
    assert (await known(line, date(2027, 7, 15))).flag(LIMB) is True
    assert (await known(line, date(2027, 7, 16))).flag(LIMB) is None


async def test_two_years_and_364_days_after_a_comparable_award_it_is_too_soon(line: Line) -> None:
    await a_mutual(line)
    too_soon = await declared(line, date(2023, 9, 30))  # the window ends with the award day, 29 September 2026
    refusal = await award(line)
    assert (refusal.status_code, "2023-09-30" in refusal.json()["detail"]) == (409, True)
    await line.service.feed(
        ReservedContractWithdrawn(occurred_at=NOW, contract=too_soon, reason="Not comparable."), too_soon.id
    )
    await declared(line, date(2023, 9, 28))
    await declared(line, date(2026, 1, 5), authority_id=new_id())
    await declared(line, date(2026, 1, 5), comparable=None, cpv=["79713000"])
    done(await award(line, await line.published(**reserved_notice())), 201)


async def test_what_it_was_awarded_here_stands_in_its_way_too(line: Line) -> None:
    await a_mutual(line)
    done(await award(line), 201)
    refusal = await award(line, await line.published(**reserved_notice()))
    assert (refusal.status_code, "2026-09-29" in refusal.json()["detail"]) == (409, True)


async def test_at_signature_the_test_is_taken_again(line: Line) -> None:
    await a_mutual(line, **{LIMB: {"expires_on": AFTERWARDS.date()}})
    awarded = done(await award(line), 201)
    refusal = await sign(line, awarded)
    assert (refusal.status_code, refusal.json()["decision"]["rule"]) == (409, "reserved.mutual")
    await evidenced(line, a_fact(LIMB))
    contract = done(await line.buyer.get(f"{V1}/contracts"))["items"][0]
    signed = done(await line.provider.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(SIGNED)))
    assert signed["status"] == "active"


async def test_a_contract_for_a_day_more_than_five_years_is_not_signed_and_none_is_prolonged(line: Line) -> None:
    await a_mutual(line)
    awarded = done(await award(line), 201)
    refusal = await sign(line, awarded, ends_on="2032-04-01")
    assert (refusal.status_code, "2032-04-01" in refusal.json()["detail"]) == (409, True)
    contract = done(await line.buyer.get(f"{V1}/contracts"))["items"][0]
    path = f"{V1}/contracts/{contract['id']}"
    term = {"starts_on": "2027-04-01", "ends_on": "2032-03-31"}
    done(await line.buyer.put(path, json=term, headers=at(SIGNED)))
    done(await line.provider.post(f"{path}/sign", headers=at(SIGNED)))
    change = {"value": pounds("86000.00"), "ends_on": "2032-04-01", "rationale": "A day more."}
    longer = await line.buyer.post(f"{path}/amendments", json=change, headers=at(SIGNED))
    assert (longer.status_code, longer.json()["decision"]["rule"]) == (409, "reserved.mutual")
    done(await line.buyer.post(f"{path}/amendments", json=change | {"ends_on": "2031-03-31"}, headers=at(SIGNED)), 201)


@pytest.mark.parametrize(
    ("notice", "rule"),
    [
        (reserved_notice(reserved_lot(ends_on="2032-04-01")), "reserved.mutual"),
        (reserved_notice(reserved_lot(extension_months=1)), "reserved.mutual"),
        (reserved_notice() | {"procedure": "open"}, "reserved.mutual"),
        (reserved_notice() | {"regime": "full", "closes_at": "2026-11-28T09:00:00Z"}, "reserved.mutual"),
        (reserved_notice(reserved_lot(reserved="user_led")), "reserved.grounds"),
        (reserved_notice(reserved_lot(reserved="not_for_profit")), "reserved.grounds"),
        (reserved_notice(reserved_lot(reserved="vcse")), "reserved.grounds"),
    ],
)
async def test_an_unlawful_reservation_is_refused_at_publication_with_its_decision(
    line: Line, notice: dict[str, Any], rule: str
) -> None:
    draft = await line.draft(**notice)
    refusal = await line.buyer.post(f"{V1}/notices/{draft['id']}/publish", headers=at(NOW))
    assert (refusal.status_code, refusal.json()["decision"]["rule"]) == (409, rule)
    assert done(await line.public.get(f"{V1}/decisions/{refusal.json()['decision']['id']}"))["outcome"] is False


async def test_an_open_lot_beside_a_reserved_one_goes_to_anybody(line: Line) -> None:
    notice = await line.published(**reserved_notice(reserved_lot(), reserved_lot(reserved=None, title="Outreach")))
    bid = await line.bid(notice, when=DEADLINE - timedelta(days=1))
    body = {"bid_id": bid["id"], "lot_ids": [notice["lots"][1]["id"]], "reason": "The best bid."}
    path = f"{V1}/notices/{notice['id']}/awards"
    assert done(await line.buyer.post(path, json=body, headers=at(AFTERWARDS)), 201)["decisions"] == []
    body["lot_ids"] = [notice["lots"][0]["id"]]
    assert (await line.buyer.post(path, json=body, headers=at(AFTERWARDS))).status_code == 409


@pytest.mark.parametrize(
    ("reserved", "label", "outcome", "grade", "status"),
    [
        ("vcse", "vcse", "yes", None, 201),
        ("vcse", "vcse", "no", None, 409),
        ("vcse", "vcse", "unknown", None, 409),
        ("not_for_profit", "not_for_profit_grade", "yes", "N2", 201),
        ("not_for_profit", "not_for_profit_grade", "no", "N1", 409),
        ("not_for_profit", "not_for_profit_grade", "unknown", "NX", 201),
        ("user_led", "user_led", "no", None, 409),
        ("user_led", "user_led", "unknown", None, 201),
    ],
)
async def test_below_the_threshold_the_classes_decide_and_only_the_law_asks_for_proof(
    line: Line, *, reserved: str, label: str, outcome: str, grade: str | None, status: int
) -> None:
    verdict = VerdictFacts(
        label=label,
        outcome=outcome,
        value=grade,
        rule=f"classification.{label}",
        version=1,
        basis="PROFILE",
        facts_used=[],
        missing=[],
        reasons=[],
        expires_on=date(2027, 7, 15),
    )
    event = OrganisationClassified(
        occurred_at=NOW, organisation_id=line.trust, on=NOW.date(), verdicts=[verdict], facts=[], disputed=[]
    )
    await line.service.feed(event, line.trust)
    small = {"lots": [reserved_lot(reserved=reserved, value=pounds("90000.00"))], "procedure": "open"}
    answer = await award(line, await line.published(**small))
    assert answer.status_code == status, answer.text
    before = await known(line)
    await line.service.rebuild()
    assert await known(line) == before
    assert label not in (await known(line, date(2027, 7, 16))).values
