"""Terms over HTTP: set once, accepted, evidenced and reached, on a real database."""

import pytest
from services.grants.tests.builders import NOW, at, pounds, terms_body
from services.grants.tests.integration.delivering import Delivery, delivery
from services.grants.tests.integration.line import V1, Line, done

from events.grants import MatchEvidenced, MilestoneAchieved, MilestoneReported, TermsAccepted, TermsSet
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
EVIDENCE = {"evidence": "Letter of 1 September"}


async def test_terms_are_set_once_by_the_funder_and_public(line: Line) -> None:
    given = Delivery(line, await line.grant())
    for stranger, status in ((line.provider, 403), (line.service.client("funder", organisation=line.rival), 404)):
        answer = await stranger.post(f"{given.path}/terms", json=terms_body(), headers=at(NOW))
        assert answer.status_code == status, answer.text
    made = done(await line.funder.post(f"{given.path}/terms", json=terms_body(), headers=at(NOW)), 201)
    assert (made["minimum_match_ratio"], made["in_kind_cap"]) == (0.5, 0.3)  # the rulebook's
    assert made["verifier_id"] == str(line.foundation)
    again = await line.funder.post(f"{given.path}/terms", json=terms_body(), headers=at(NOW))
    assert again.status_code == 409
    assert done(await line.public.get(f"{given.path}/terms")) == made


async def test_nothing_is_claimed_before_the_recipient_accepts_and_nothing_is_paid_past_the_claims(line: Line) -> None:
    given = Delivery(line, await line.grant())
    done(await line.funder.post(f"{given.path}/terms", json=terms_body(), headers=at(NOW)), 201)
    body = {"basis": "on_account", "amount": pounds("1.00"), "evidence": "A letter"}
    early = await line.provider.post(f"{given.path}/claims", json=body, headers=at(NOW))
    assert (early.status_code, "not accepted" in early.json()["detail"]) == (409, True)
    done(await line.provider.post(f"{given.path}/terms/acceptance", headers=at(NOW)))
    assert (await line.provider.post(f"{given.path}/terms/acceptance", headers=at(NOW))).status_code == 409
    past = await line.funder.post(f"{given.path}/payments", json={"amount": pounds("1.00")}, headers=at(NOW))
    assert (past.status_code, "two people" in past.json()["detail"]) == (409, True)


async def test_what_was_paid_already_gets_no_terms(line: Line) -> None:
    given = Delivery(line, await line.grant())
    done(await line.funder.post(f"{given.path}/payments", json={"amount": pounds("1.00")}, headers=at(NOW)), 201)
    assert (await line.funder.post(f"{given.path}/terms", json=terms_body(), headers=at(NOW))).status_code == 409


async def test_no_pound_of_match_serves_two_grants(line: Line) -> None:
    await delivery(line)
    other = Delivery(line, await line.grant())
    gift = {"kind": "cash", "source": "community  FOUNDATION", "reference": "ncf-114", "amount": pounds("5.00")}
    answer = await line.funder.post(f"{other.path}/terms", json=terms_body(match=[gift]), headers=at(NOW))
    assert (answer.status_code, "no pound serves two" in answer.json()["detail"]) == (409, True)
    await other.agreed(match=[gift | {"reference": "NCF-115"}])


async def test_neither_the_recipient_nor_an_investor_verifies(line: Line) -> None:
    given = Delivery(line, await line.grant())
    for said in ({"verifier_id": str(line.trust)}, {"verifier_id": str(line.rival), "investors": [str(line.rival)]}):
        answer = await line.funder.post(f"{given.path}/terms", json=terms_body(**said), headers=at(NOW))
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/verifier_id")
    unknown = await line.funder.post(f"{given.path}/terms", json=terms_body(verifier_id=str(new_id())), headers=at(NOW))
    assert unknown.status_code == 404


async def test_match_counts_once_it_is_evidenced(line: Line) -> None:
    given = await delivery(line)
    before = await given.account()
    assert (before["match_total"], before["match_pending"]) == (pounds("0.00"), pounds("150000.00"))
    path = f"{given.path}/match/1/evidence"
    assert (await line.funder.post(path, json=EVIDENCE, headers=at(NOW))).status_code == 403
    tag = (await line.public.get(f"{given.path}/terms")).headers["etag"]
    done(await line.provider.post(path, json=EVIDENCE, headers=at(NOW) | {"If-Match": tag}))
    assert (await line.provider.post(path, json=EVIDENCE, headers=at(NOW) | {"If-Match": tag})).status_code == 412
    assert (await line.provider.post(path, json=EVIDENCE, headers=at(NOW))).status_code == 409
    unknown = await line.provider.post(f"{given.path}/match/9/evidence", json=EVIDENCE, headers=at(NOW))
    assert unknown.status_code == 404
    after = await given.account()
    assert (after["match_total"], after["match_ratio"], after["fully_funded"]) == (pounds("150000.00"), 0.6, True)


async def test_a_milestone_is_earned_when_the_funder_agrees_and_every_step_is_told(line: Line) -> None:
    given = await delivery(line)
    path = f"{given.path}/milestones/1"
    assert (await line.funder.post(f"{path}/acceptance", headers=at(NOW))).status_code == 409
    done(await line.provider.post(f"{path}/report", json=EVIDENCE, headers=at(NOW)))
    assert (await given.account())["milestones_earned"] == pounds("0.00")
    done(await line.funder.post(f"{path}/acceptance", headers=at(NOW)))
    assert (await given.account())["milestones_earned"] == pounds("25000.00")
    assert (await line.provider.post(f"{path}/report", json=EVIDENCE, headers=at(NOW))).status_code == 409
    done(await line.provider.post(f"{given.path}/match/1/evidence", json=EVIDENCE, headers=at(NOW)))
    *_, stated, accepted, reported, achieved, shown = await line.service.emitted()
    assert isinstance(stated, TermsSet)
    assert isinstance(accepted, TermsAccepted)
    assert isinstance(reported, MilestoneReported)
    assert isinstance(achieved, MilestoneAchieved)
    assert isinstance(shown, MatchEvidenced)
    assert stated.grant.terms
    assert shown.grant.terms
    assert (stated.grant.terms.accepted_on, shown.grant.terms.accepted_on) == (None, NOW.date())
    assert [each.status for each in shown.grant.terms.milestones] == ["achieved"]
    assert [each.evidenced for each in shown.grant.terms.match] == [True]


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"upfront_share": 1.1}, "/upfront_share"),
        ({"tariffs": terms_body()["tariffs"] * 2}, "/tariffs"),
        ({"match": terms_body()["match"] * 2}, "/match"),
        ({"match": [terms_body()["match"][0] | {"hours": 3}]}, "/match/0"),
        ({"eligible_cost": pounds("-1.00")}, "/eligible_cost/amount"),
    ],
)
async def test_terms_that_cannot_be_meant_are_refused_where_they_stand(
    line: Line, said: dict[str, object], path: str
) -> None:
    given = Delivery(line, await line.grant())
    answer = await line.funder.post(f"{V1}/grants/{given.grant['id']}/terms", json=terms_body(**said), headers=at(NOW))
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)
