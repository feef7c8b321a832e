"""Outcomes over HTTP: pseudonyms in, counts out, and each person's outcome once."""

from asyncio import gather
from collections import Counter

import pytest
from services.grants.tests.builders import NOW, at, outcome_body, pounds
from services.grants.tests.integration.delivering import delivery
from services.grants.tests.integration.line import Line, done

from events.grants import OutcomesClaimed, OutcomesVerified

pytestmark = pytest.mark.integration


async def test_each_persons_outcome_pays_once_and_only_if_it_is_verified(line: Line) -> None:
    given = await delivery(line)
    await given.outcomes("anna", "ben", "anna", "carl")
    await given.verdicts(n1=True, n2=True, n3=True, n4=False)
    account = await given.account()
    assert (account["outcomes_claimed"], account["outcomes_verified_and_paid"]) == (4, 2)
    assert account["outcome_payment"] == pounds("3000.00")
    claims = done(await line.provider.get(f"{given.path}/outcome-claims"))["items"]
    assert [(each["status"], each["repeated"]) for each in claims] == [
        ("verified", False),
        ("verified", False),
        ("verified", True),
        ("refused", False),
    ]


async def test_one_persons_outcome_pays_once_in_all_grants_of_a_funder(line: Line) -> None:
    first = await delivery(line)
    second = await delivery(line, match=[])
    for given in (first, second):
        await given.outcomes("anna", "ben" if given is first else "carl")
    await first.verdicts(n1=True, n2=True)
    await second.verdicts(n1=True, n2=True)
    assert (await first.account())["outcome_payment"] == pounds("3000.00")
    assert (await second.account())["outcome_payment"] == pounds("1500.00")


async def test_two_grants_verified_at_the_same_instant_pay_one_persons_outcome_once(line: Line) -> None:
    both = [await delivery(line), await delivery(line, match=[])]
    for given in both:
        await given.outcomes("anna")
    verdicts = {"verdicts": [{"reference": "claim-001", "holds": True}]}
    await gather(*(line.assessor.post(f"{it.path}/outcome-verdicts", json=verdicts, headers=at(NOW)) for it in both))
    paid = Counter([(await given.account())["outcome_payment"]["amount"] for given in both])
    assert paid == {"1500.00": 1, "0.00": 1}


async def test_the_ledger_is_told_counts_and_of_nobody(line: Line) -> None:
    given = await delivery(line)
    await given.outcomes("anna", "ben")
    await given.verdicts(n1=True)
    *_, claimed, verified = await line.service.emitted()
    assert isinstance(claimed, OutcomesClaimed)
    assert isinstance(verified, OutcomesVerified)
    [count] = verified.outcomes
    assert (count.claimed, count.verified, count.paid, count.payment) == (2, 1, 1, "1500.00")
    told = claimed.model_dump_json() + verified.model_dump_json()
    assert all(outcome_body(n, name)["person"] not in told for n, name in enumerate(("anna", "ben"), 1))
    assert "claim-001" not in told


async def test_the_verifier_looks_once_and_neither_the_recipient_nor_others_do(line: Line) -> None:
    given = await delivery(line, verifier_id=str(line.rival))
    await given.outcomes("anna")
    body = {"verdicts": [{"reference": "claim-001", "holds": True}]}
    path = f"{given.path}/outcome-verdicts"
    verifier = line.service.client("assessor", organisation=line.rival)
    recipients = line.service.client("assessor", organisation=line.trust)
    for nobody in (line.assessor, recipients):
        assert (await nobody.post(path, json=body, headers=at(NOW))).status_code == 404
    done(await verifier.post(path, json=body, headers=at(NOW)), 201)
    assert (await verifier.post(path, json=body, headers=at(NOW))).status_code == 409
    unknown = {"verdicts": [{"reference": "claim-009", "holds": True}]}
    answer = await verifier.post(path, json=unknown, headers=at(NOW))
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/verdicts/0/reference")
    for reader, status in ((verifier, 200), (line.competitor, 404), (line.public, 401)):
        assert (await reader.get(f"{given.path}/outcome-claims")).status_code == status


@pytest.mark.parametrize(("failed", "share", "paid"), [(0, "1", "6000.00"), (1, None, "0.00")])
async def test_a_sample_judges_all_that_nobody_has_looked_at(
    line: Line, failed: int, share: str | None, paid: str
) -> None:
    given = await delivery(line)
    await given.outcomes("a", "b", "c", "d")
    looked = [{"reference": f"claim-{n:03}", "holds": n > failed} for n in (1, 2)]
    path = f"{given.path}/outcome-samples"
    found = done(await line.assessor.post(path, json={"sampled": looked}, headers=at(NOW)), 201)
    assert (found["claims"], found["sampled"], found["failed"], found["paid_share"]) == (4, 2, failed, share)
    decision = done(await line.public.get(f"/grants/v1/decisions/{found['decision_id']}"))
    assert (decision["rule"], decision["outcome"]) == ("grants.outcome_sample", share is not None)
    assert (await given.account())["outcome_payment"] == pounds(paid)
    if share is not None:
        again = await line.assessor.post(path, json={"sampled": looked}, headers=at(NOW))
        assert again.status_code == 409


async def test_a_claim_is_under_a_pseudonym_of_the_card_and_once(line: Line) -> None:
    given = await delivery(line)
    path = f"{given.path}/outcome-claims"
    for change, field in (({"person": "Anna Smith"}, "person"), ({"outcome": "cured"}, "outcome")):
        body = {"claims": [outcome_body(1, "anna") | change]}
        answer = await line.provider.post(path, json=body, headers=at(NOW))
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, f"/claims/0/{field}")
    await given.outcomes("anna")
    body = {"claims": [outcome_body(1, "ben")]}
    assert (await line.provider.post(path, json=body, headers=at(NOW))).status_code == 409
