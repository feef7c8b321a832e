"""The end of grants over HTTP: what they came to, what comes back, and what the scheme has again."""

from asyncio import gather
from collections import Counter

import pytest
from services.grants.tests.builders import NOW, at, pounds
from services.grants.tests.integration.delivering import Delivery, delivery
from services.grants.tests.integration.line import V1, Line, done

from events.grants import GrantClosed, RepaymentReceived

pytestmark = pytest.mark.integration


async def remaining(given: Delivery) -> str:
    """What the scheme can still award."""
    scheme = done(await given.line.public.get(f"{V1}/schemes/{given.grant['scheme_id']}"))
    amount: str = scheme["remaining"]["amount"]
    return amount


async def test_what_was_never_drawn_is_the_schemes_at_once_and_the_rest_when_it_comes_back(line: Line) -> None:
    given = await delivery(line, "250000.00")
    await given.paid("75000.00", "upfront")
    await given.paid("25000.00")
    assert await remaining(given) == "250000.00"
    account = await given.close("400000.00")
    assert (account["final_payable"], account["clawback_due"]) == (pounds("75000.00"), pounds("25000.00"))
    assert account["returned_to_fund"] == pounds("175000.00")
    assert await remaining(given) == "400000.00"
    path = f"{given.path}/repayments"
    after = done(await line.funder.post(path, json={"amount": pounds("25000.00")}, headers=at(NOW)), 201)
    assert (after["clawback_due"], after["paid_to_date"]) == (pounds("0.00"), pounds("75000.00"))
    assert await remaining(given) == "425000.00"
    more = await line.funder.post(path, json={"amount": pounds("0.01")}, headers=at(NOW))
    assert more.status_code == 409
    *_, closed, repaid = await line.service.emitted()
    assert isinstance(closed, GrantClosed)
    assert isinstance(repaid, RepaymentReceived)
    assert closed.grant.closing
    assert repaid.grant.closing
    assert (closed.grant.closing.clawback_due, repaid.grant.closing.repaid) == ("25000.00", "25000.00")
    assert [(it.amount, it.received_on) for it in repaid.grant.closing.repayments] == [("25000.00", NOW.date())]
    assert closed.grant.closing.repayments == []


async def test_who_ended_cheaper_gets_the_funders_share_of_the_real_cost(line: Line) -> None:
    given = await delivery(line)
    await given.paid("75000.00", "upfront")
    account = await given.close("100000.00")
    assert (account["cap_on_actual_cost"], account["final_payable"]) == (pounds("62500.00"), pounds("62500.00"))
    assert (account["actual_match"], account["actual_match_ratio"]) == (pounds("37500.00"), 0.6)


async def test_after_the_end_the_balance_is_claimed_and_no_more(line: Line) -> None:
    given = await delivery(line)
    await given.outcomes("anna")
    await given.verdicts(n1=True)
    account = await given.close("400000.00")
    assert account["still_to_pay"] == pounds("76500.00")
    for amount, basis in (("76500.01", "balance"), ("1.00", "on_account"), ("1.00", "upfront")):
        body = {"basis": basis, "amount": pounds(amount), "evidence": "A letter"}
        answer = await line.provider.post(f"{given.path}/claims", json=body, headers=at(NOW))
        assert answer.status_code == 409, answer.text
    await given.paid("76500.00", "balance")
    assert (await given.account())["still_to_pay"] == pounds("0.00")


async def test_a_breach_forfeits_all_and_its_reason_is_not_told(line: Line) -> None:
    given = await delivery(line)
    await given.paid("75000.00", "upfront")
    account = await given.close("400000.00", breach="The money went to the chair's own company.")
    assert (account["earned"], account["clawback_due"]) == (pounds("0.00"), pounds("75000.00"))
    assert account["returned_to_fund"] == pounds("250000.00")
    [told] = [each for each in await line.service.emitted() if isinstance(each, GrantClosed)]
    assert told.grant.closing
    assert told.grant.closing.terminated_for_breach
    assert "chair" not in told.model_dump_json()


async def test_a_grant_is_closed_once_whoever_closes_it_at_the_same_instant(line: Line) -> None:
    given = await delivery(line)
    body = {"actual_eligible_cost": pounds("400000.00"), "evidence": "Accounts"}
    answers = await gather(*(line.funder.post(f"{given.path}/closure", json=body, headers=at(NOW)) for _ in range(4)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 3}
    assert await remaining(given) == "425000.00"
    for path, client in (("milestones/1/report", line.provider), ("match/1/evidence", line.provider)):
        late = await client.post(f"{given.path}/{path}", json={"evidence": "Late"}, headers=at(NOW))
        assert (late.status_code, "was closed" in late.json()["detail"]) == (409, True)


async def test_a_claim_that_was_approved_before_the_end_is_paid_within_what_the_grant_came_to(line: Line) -> None:
    given = await delivery(line)
    path = await given.approved("100000.00")
    await given.close("40000.00")
    answer = await line.funder.post(f"{path}/payment", json={}, headers=at(NOW))
    assert (answer.status_code, "is left to pay" in answer.json()["detail"]) == (409, True)


async def test_only_the_funder_ends_a_grant_and_on_the_version_it_has_read(line: Line) -> None:
    given = await delivery(line)
    body = {"actual_eligible_cost": pounds("1.00"), "evidence": "Accounts"}
    stranger = line.service.client("funder", organisation=line.rival)
    assert (await stranger.post(f"{given.path}/closure", json=body, headers=at(NOW))).status_code == 404
    assert (await line.provider.post(f"{given.path}/closure", json=body, headers=at(NOW))).status_code == 403
    tag = (await line.public.get(given.path)).headers["etag"]
    await given.paid("1.00")
    stale = await line.funder.post(f"{given.path}/closure", json=body, headers=at(NOW) | {"If-Match": tag})
    assert stale.status_code == 412
    early = await line.funder.post(f"{given.path}/repayments", json={"amount": pounds("1.00")}, headers=at(NOW))
    assert (early.status_code, "not closed" in early.json()["detail"]) == (409, True)
    plain = await line.grant()
    assert (await line.public.get(f"{V1}/grants/{plain['id']}/account")).status_code == 404
