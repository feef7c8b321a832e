"""From the buyer down to who finally keeps the money: subcontracts, invoices, payments, and what all retained."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from services.tendering.tests.integration.line import V1, Line, at, done

from events.tendering import PaymentConfirmed, PaymentMade, RetentionStated, SubcontractDeclared, SubcontractEnded
from kernel.identifiers import new_id
from tendering.supply_chain.commands import state_retained

pytestmark = pytest.mark.integration
DECLARED, LATER = datetime(2026, 12, 2, 9, tzinfo=UTC), datetime(2027, 6, 30, 9, tzinfo=UTC)


def pounds(amount: str, currency: str = "GBP") -> dict[str, str]:
    return {"amount": amount, "currency": currency}


def link(payee: UUID, **changes: Any) -> dict[str, Any]:
    said = {"payee_id": str(payee), "service": "Peer support", "value": pounds("36000.00"), "payment_days": 30}
    term = {"starts_on": "2026-12-01", "ends_on": "2027-11-30", "non_disclosure": "none"}
    return {**said, **term, **changes}


async def declared(line: Line, contract: Any, who: Any, body: dict[str, Any], status: int = 201) -> Any:
    path = f"{V1}/contracts/{contract['id']}/subcontracts"
    return done(await who.post(path, json=body, headers=at(DECLARED)), status)


async def posted(who: Any, kind: str, *rows: dict[str, Any]) -> Any:
    return done(await who.post(f"{V1}/{kind}", json={kind: rows}, headers=at(LATER)))


def payment(reference: str, amount: str, **more: Any) -> dict[str, Any]:
    return {"reference": reference, "amount": pounds(amount), "paid_on": "2027-05-31", **more}


async def test_a_chain_of_three_tiers_and_what_each_retained(line: Line) -> None:
    contract = await line.signed()
    third = await a_stranger(line)
    second_tier = await declared(line, contract, line.provider, link(line.rival))
    third_tier = await declared(line, contract, line.competitor, link(third, above_id=second_tier["id"]))
    assert (second_tier["tier"], third_tier["tier"]) == (2, 3)
    named = {"contract_id": contract["id"], "payee_id": str(line.trust)}
    await posted(line.buyer, "payments", payment("1", "1000.00", **named))
    await posted(
        line.provider, "payments", payment("2", "400.00", subcontract_id=second_tier["id"], payee_id=str(line.rival))
    )
    await posted(
        line.competitor, "payments", payment("3", "450.00", subcontract_id=third_tier["id"], payee_id=str(third))
    )
    chain = done(await line.public.get(f"{V1}/contracts/{contract['id']}/supply-chain", headers=at(LATER)))
    retained = {it["id"]: it["retained"]["amount"] for it in chain["organisations"]}
    assert retained == {str(line.trust): "600.00", str(line.rival): "-50.00", str(third): "450.00"}
    assert (chain["prime_payments"]["amount"], chain["over_paid_down"]) == ("1000.00", [str(line.rival)])


async def test_what_was_retained_is_told_once_for_all_that_moved(line: Line) -> None:
    contract = await line.signed()
    named = {"contract_id": contract["id"], "payee_id": str(line.trust)}
    await posted(line.buyer, "payments", *(payment(str(it), "10.00", **named) for it in range(3)))
    await stated(line, times=2)
    assert await retained_so_far(line) == [("30.00", ["30.00"])]
    await posted(line.buyer, "payments", payment("3", "10.00", **named))
    await stated(line, times=2)
    assert await retained_so_far(line) == [("30.00", ["30.00"]), ("40.00", ["40.00"])]


async def stated(line: Line, times: int) -> None:
    for _ in range(times):
        async with line.service.sessions.begin() as session:
            await state_retained(session, LATER)


async def retained_so_far(line: Line) -> list[tuple[str, list[str]]]:
    told = [it for it in await line.service.emitted() if isinstance(it, RetentionStated)]
    return [(it.prime_payments, [each.retained for each in it.retentions]) for it in told]


async def test_a_subcontract_that_closes_a_loop_is_refused(line: Line) -> None:
    contract = await line.signed()
    below = await declared(line, contract, line.provider, link(line.rival))
    for payee in (line.trust, line.council, line.rival):
        refused = await declared(line, contract, line.competitor, link(payee, above_id=below["id"]), 409)
        assert "loop" in refused["detail"]
    await declared(line, contract, line.competitor, link(line.trust), 404)


async def test_a_subcontract_is_ended_and_what_is_paid_for_afterwards_is_flagged(line: Line) -> None:
    contract = await line.signed()
    below = await declared(line, contract, line.provider, link(line.rival))
    path, end = f"{V1}/subcontracts/{below['id']}/end", {"ended_on": "2027-05-30", "reason": "It moved in-house."}
    assert (await line.competitor.post(path, json=end, headers=at(LATER))).status_code == 404
    outside = await line.provider.post(path, json=end | {"ended_on": "2028-01-01"}, headers=at(LATER))
    assert (outside.status_code, outside.json()["errors"][0]["path"]) == (422, "/ended_on")
    ended = done(await line.provider.post(path, json=end, headers=at(LATER)))
    assert (ended["ended_on"], ended["ended_because"]) == ("2027-05-30", "It moved in-house.")
    assert (await line.provider.post(path, json=end, headers=at(LATER))).status_code == 409
    [shown] = done(await line.public.get(f"{V1}/contracts/{contract['id']}/subcontracts"))["items"]
    assert shown == ended
    named = {"subcontract_id": below["id"], "payee_id": str(line.rival)}
    last, late = payment("1", "5.00", **named) | {"paid_on": "2027-05-30"}, payment("2", "5.00", **named)
    assert (await posted(line.provider, "payments", last, late))["flags"] == {"2": ["after_end"]}
    further = link(await a_stranger(line), above_id=below["id"])
    assert "outside_term" in (await declared(line, contract, line.competitor, further))["flags"]
    [event] = [each for each in await line.service.emitted() if isinstance(each, SubcontractEnded)]
    assert (event.ended_on.isoformat(), event.payee.id) == ("2027-05-30", line.rival)


async def a_stranger(line: Line) -> UUID:
    """A provider that stands nowhere in the chain yet."""
    third = new_id()
    await line.knows(third, "Quay Repairs Ltd", "provider")
    return third


async def test_longer_terms_and_silence_are_flagged_and_thirty_days_apply(line: Line) -> None:
    contract = await line.signed()
    found = await declared(line, contract, line.provider, link(line.rival, payment_days=60, non_disclosure="other"))
    assert (found["written_days"], found["payment_days"]) == (60, 30)
    assert set(found["flags"]) >= {"forced_silence", "longer_terms"}
    for decision in found["decisions"]:
        assert done(await line.public.get(f"{V1}/decisions/{decision}"))["outcome"] is False
    (event,) = [it for it in await line.service.emitted() if isinstance(it, SubcontractDeclared)]
    assert (event.payment_days, event.tier) == (30, 2)


async def test_a_batch_again_changes_nothing_and_a_bad_row_loses_no_other(line: Line) -> None:
    payee = {"payee_id": str(line.trust)}
    rows = [
        payment("1", "5.00", **payee),
        payment("2", "-5.00", **payee),
        {**payment("3", "5.00", **payee), "amount": pounds("5.00", "EUR")},
        {**payment("4", "5.00", **payee), "paid_on": "2027-07-01"},
        payment("5", "5.00", payee_id=str(new_id())),
        payment("6", "5.00", invoice="none"),
        payment("7", "5.00", contract_id=str(new_id()), **payee),
    ]
    first, again = [await posted(line.buyer, "payments", *rows) for _ in range(2)]
    codes = [
        *("negative_amount", "other_currency", "in_future"),
        *("unknown_payee", "unknown_invoice", "unknown_contract"),
    ]
    assert [it["code"] for it in first["rejected"]] == codes
    assert (first["accepted"], first["unchanged"], again["accepted"], again["unchanged"]) == (1, 0, 0, 1)
    assert first["flags"] == {"1": ["without_contract"]}
    other = await posted(line.buyer, "payments", payment("1", "6.00", **payee))
    assert [it["code"] for it in other["rejected"]] == ["conflicting"]
    assert len([it for it in await line.service.emitted() if isinstance(it, PaymentMade)]) == 1


async def test_an_invoice_is_disputed_paid_late_and_confirmed(line: Line) -> None:
    invoice = {"reference": "A", "payee_id": str(line.trust), "amount": pounds("40000.00"), "received_on": "2027-04-30"}
    assert (await posted(line.buyer, "invoices", invoice))["accepted"] == 1
    assert (await posted(line.buyer, "invoices", invoice))["unchanged"] == 1
    (kept,) = done(await line.provider.get(f"{V1}/invoices"))["items"]
    path = f"{V1}/invoices/{kept['id']}"
    assert (await line.provider.post(f"{path}/dispute", json={"reason": "?", "on": "2027-05-01"})).status_code == 404
    disputed = {"reason": "Two beds were not there.", "on": "2027-05-05"}
    done(await line.buyer.post(f"{path}/dispute", json=disputed, headers=at(LATER)))
    done(await line.buyer.post(f"{path}/settle", json={"on": "2027-05-06"}, headers=at(LATER)))
    paid = await posted(line.buyer, "payments", payment("P", "40000.00", invoice="A"))
    assert paid["flags"] == {"P": ["without_contract"]}
    (made,) = done(await line.provider.get(f"{V1}/payments"))["items"]
    path = f"{V1}/payments/{made['id']}/confirm"
    assert (await line.competitor.post(path, json={"received_on": "2027-06-01"}, headers=at(LATER))).status_code == 404
    done(await line.provider.post(path, json={"received_on": "2027-06-01"}, headers=at(LATER)))
    (event,) = [it for it in await line.service.emitted() if isinstance(it, PaymentConfirmed)]
    assert event.amount == "40000.00"
    query = "first=2027-04-01&last=2027-09-30&procurement_commenced_on=2026-07-01"
    report = done(await line.public.get(f"{V1}/buyers/{line.council}/payment-days?{query}", headers=at(LATER)))
    (tier,) = report["tiers"]
    assert (tier["days"], tier["paid_within_30_pct"], report["notice_due"]) == ([30], 100, "2027-10-29")
    assert [(it["due"], it["invoices"], it["total"]["amount"]) for it in report["contract_payment_notices"]] == [
        ("2027-07-29", ["A"], "40000.00"),
        ("2027-10-29", [], "0.00"),
    ]


async def test_an_authority_that_owes_nothing_has_a_report_of_nothing(line: Line) -> None:
    path = f"{V1}/buyers/{line.council}/payment-days?first=2027-04-01&last=2027-09-30"
    (tier,) = done(await line.public.get(path))["tiers"]
    assert (tier["tier"], tier["payments_made"], tier["average_days"], tier["payable_not_paid_pct"]) == (
        1,
        0,
        None,
        None,
    )
    backwards = f"{V1}/buyers/{line.council}/payment-days?first=2027-09-30&last=2027-04-01"
    assert (await line.public.get(backwards)).status_code == 422
    assert (
        await line.public.get(f"{V1}/buyers/{new_id()}/payment-days?first=2027-04-01&last=2027-09-30")
    ).status_code == 404


async def test_a_payment_tells_what_the_list_of_spending_asks_and_says_nothing_else_again(line: Line) -> None:
    said = {"purpose": "Night shelter", "irrecoverable_vat": {"amount": "0.00", "currency": "GBP"}}
    row = payment("1", "700.00", payee_id=str(line.trust))
    await posted(line.buyer, "payments", row | said)
    *_, made = [it for it in await line.service.emitted() if isinstance(it, PaymentMade)]
    assert (made.purpose, made.department, made.irrecoverable_vat) == ("Night shelter", None, "0.00")
    other = await posted(line.buyer, "payments", row | {"purpose": "Day centre"})
    assert [each["code"] for each in other["rejected"]] == ["conflicting"]
