"""Claims over HTTP: two people of the funder's, and never more than the award, also when many act at once."""

from asyncio import gather
from collections import Counter

import pytest
from services.grants.tests.builders import NOW, at, pounds
from services.grants.tests.integration.delivering import delivery
from services.grants.tests.integration.line import Line, done

from events.grants import ClaimMoved, ClaimSubmitted, GrantPaid

pytestmark = pytest.mark.integration
WHY = {"reason": "The account is closed."}


async def test_a_claim_goes_through_two_pairs_of_hands_and_is_told_of_without_them(line: Line) -> None:
    given = await delivery(line)
    path = f"{given.path}/claims/{(await given.claim('75000.00', 'upfront'))['claim_number']}"
    both = line.service.client("funder", organisation=line.foundation, roles=["assessor"], subject="anna")
    done(await both.post(f"{path}/verification", headers=at(NOW)))
    itself = await both.post(f"{path}/approval", headers=at(NOW))
    assert (itself.status_code, "second person" in itself.json()["detail"]) == (409, True)
    assert (await line.assessor.post(f"{path}/approval", headers=at(NOW))).status_code == 403
    done(await line.funder.post(f"{path}/approval", headers=at(NOW)))
    paid = done(await line.funder.post(f"{path}/payment", json={}, headers=at(NOW)))
    assert (paid["status"], paid["verified_by"]) == ("paid", "anna")
    assert done(await line.public.get(given.path))["paid"] == pounds("75000.00")
    *_, asked, verified, approved, told = await line.service.emitted()
    assert isinstance(asked, ClaimSubmitted)
    assert isinstance(told, GrantPaid)
    assert [each.claim.status for each in (verified, approved) if isinstance(each, ClaimMoved)] == [
        "verified",
        "approved",
    ]
    assert "anna" not in "".join(each.model_dump_json() for each in (asked, verified, approved, told))
    assert told.grant.terms


async def test_claims_are_read_by_both_parties_and_auditors_and_by_nobody_else(line: Line) -> None:
    given = await delivery(line)
    await given.claim("1.00")
    for reader in (line.funder, line.assessor, line.provider, line.auditor):
        assert len(done(await reader.get(f"{given.path}/claims"))["items"]) == 1
    assert (await line.competitor.get(f"{given.path}/claims")).status_code == 404
    assert (await line.public.get(f"{given.path}/claims")).status_code == 401


async def test_of_many_claims_at_the_same_instant_no_more_are_taken_than_the_award_pays(line: Line) -> None:
    given = await delivery(line, "100.00", upfront_share=0)
    body = {"basis": "on_account", "amount": pounds("30.00"), "evidence": "A letter"}
    answers = await gather(*(line.provider.post(f"{given.path}/claims", json=body, headers=at(NOW)) for _ in range(6)))
    assert Counter(answer.status_code for answer in answers) == {201: 3, 409: 3}


async def test_one_claim_is_paid_once_whoever_pays_it_at_the_same_instant(line: Line) -> None:
    given = await delivery(line, "100.00", upfront_share=0)
    path = await given.approved("60.00")
    other = line.service.client("funder", organisation=line.foundation, subject="ben")
    answers = await gather(
        *(client.post(f"{path}/payment", json={}, headers=at(NOW)) for client in (line.funder, other) * 3)
    )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 5}
    assert done(await line.public.get(given.path))["paid"] == pounds("60.00")


async def test_what_failed_or_was_refused_may_be_claimed_again(line: Line) -> None:
    given = await delivery(line, "100.00", upfront_share=1)
    path = await given.approved("100.00", "upfront")
    done(await line.funder.post(f"{path}/failure", json=WHY, headers=at(NOW)))
    again = f"{given.path}/claims/{(await given.claim('100.00', 'upfront'))['claim_number']}"
    refused = done(await line.assessor.post(f"{again}/refusal", json=WHY, headers=at(NOW)))
    assert (refused["status"], refused["reason"]) == ("refused", WHY["reason"])
    await given.paid("100.00", "upfront")


async def test_a_claim_of_another_grant_or_of_nobodys_is_not_there(line: Line) -> None:
    given = await delivery(line)
    for number, status in ((1, 404), (0, 422), ("1.0", 422), (2**40, 422)):
        answer = await line.funder.post(f"{given.path}/claims/{number}/approval", headers=at(NOW))
        assert answer.status_code == status, answer.text
    stranger = line.service.client("funder", organisation=line.rival)
    await given.claim("1.00")
    assert (await stranger.post(f"{given.path}/claims/1/verification", headers=at(NOW))).status_code == 404
