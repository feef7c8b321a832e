"""From an application to its award under the rules that the funder adopted, over HTTP on a real database."""

import pytest
from services.grants.tests.builders import NOW, at, award_body
from services.grants.tests.integration.line import V1, Json, Line, done

from events.grants import ApplicationDecided

pytestmark = pytest.mark.integration
JUDGEMENT = {"recommendation": "fund", "rationale": "It has worked elsewhere."}
NO_INTEREST = {"has_conflict": False}


async def applied(line: Line, *standards: str) -> tuple[Json, str]:
    await line.adopts(*standards)
    application = await line.application(await line.scheme())
    return application, f"{V1}/applications/{application['id']}"


async def scored(line: Line, path: str, *scores: int) -> None:
    """Each by an assessor of their own, who declared to have no interest."""
    for place, score in enumerate(scores):
        person = line.service.client("assessor", organisation=line.foundation, subject=f"assessor {place}")
        done(await person.put(f"{path}/interests/own", json=NO_INTEREST, headers=at(NOW)))
        done(await person.post(f"{path}/assessments", json=JUDGEMENT | {"score": score}, headers=at(NOW)), 201)


async def test_two_without_an_interest_score_before_anything_is_awarded(line: Line) -> None:
    _, path = await applied(line, "grants.scoring")
    await scored(line, path, 80)
    refused = await line.funder.post(f"{path}/award", json=award_body(), headers=at(NOW))
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "grants.scoring")
    other = line.service.client("assessor", organisation=line.foundation, subject="another")
    silent = await other.post(f"{path}/assessments", json=JUDGEMENT | {"score": 70}, headers=at(NOW))
    assert (silent.status_code, "Declare first" in silent.text) == (409, True)
    conflict = {"has_conflict": True, "explanation": "My sister chairs it."}
    done(await other.put(f"{path}/interests/own", json=conflict, headers=at(NOW)))
    assert "declared an interest" in (await other.post(f"{path}/assessments", json=JUDGEMENT | {"score": 70})).text
    assert len(done(await line.auditor.get(f"{path}/interests"))["declarations"]) == 2
    assert (await line.provider.get(f"{path}/interests")).status_code == 404


async def test_scores_far_apart_are_moderated_by_somebody_else_before_the_award(line: Line) -> None:
    _, path = await applied(line, "grants.scoring")
    await scored(line, path, 40, 90)
    waiting = done(await line.funder.get(f"{path}/scoring", headers=at(NOW)))
    assert (waiting["spread_pct"], waiting["needs_moderation"], waiting["score"]) == (50, True, None)
    assert done(await line.funder.get(f"{path}/readiness", headers=at(NOW)))["is_ready"] is False
    agreed = {"score": 75, "reason": "The annex was read."}
    judge = line.service.client("funder", organisation=line.foundation, subject="assessor 0")
    assert (await judge.post(f"{path}/scoring/moderation", json=agreed, headers=at(NOW))).status_code == 403
    moderated = done(await line.funder.post(f"{path}/scoring/moderation", json=agreed, headers=at(NOW)), 201)
    assert (moderated["score"], moderated["moderation"]["scores"]) == (75, [40, 90])
    assert (await line.funder.post(f"{path}/scoring/moderation", json=agreed, headers=at(NOW))).status_code == 409
    assert (await line.provider.get(f"{path}/scoring", headers=at(NOW))).status_code == 404
    done(await line.funder.post(f"{path}/award", json=award_body(), headers=at(NOW)), 201)
    assert done(await line.provider.get(f"{path}/scoring", headers=at(NOW))) == moderated


async def test_nobody_assesses_or_awards_without_training_where_the_funder_says_so(line: Line) -> None:
    _, path = await applied(line, "grants.training")
    untrained = await line.assessor.post(f"{path}/assessments", json=JUDGEMENT | {"score": 70}, headers=at(NOW))
    assert (untrained.status_code, untrained.json()["decision"]["rule"]) == (409, "grants.training")
    assert (await line.funder.post(f"{path}/award", json=award_body(), headers=at(NOW))).status_code == 409
    certificate = {"course": "Grants", "completed_on": "2026-03-01", "expires_on": "2026-09-01"}
    for person in (f"funder of {line.foundation}", f"assessor of {line.foundation}"):
        body = certificate | {"subject": person}
        done(await line.funder.post(f"{V1}/trainings", json=body, headers=at(NOW)), 201)
    done(await line.assessor.post(f"{path}/assessments", json=JUDGEMENT | {"score": 70}, headers=at(NOW)), 201)
    done(await line.funder.post(f"{path}/award", json=award_body(), headers=at(NOW)), 201)
    assert len(done(await line.assessor.get(f"{V1}/trainings"))["items"]) == 2
    assert (await line.provider.get(f"{V1}/trainings")).status_code == 403


async def test_a_funder_that_adopted_nothing_is_asked_nothing(line: Line) -> None:
    _, path = await applied(line)
    assert done(await line.funder.get(f"{path}/readiness", headers=at(NOW))) == {"is_ready": True, "answers": []}
    assert (await line.provider.get(f"{path}/readiness", headers=at(NOW))).status_code == 404


async def test_an_application_in_reserve_is_told_to_its_parties_and_may_still_be_awarded(line: Line) -> None:
    application, path = await applied(line)
    kept = done(await line.funder.post(f"{path}/reserve", json={"reason": "No money is left."}, headers=at(NOW)))
    assert (kept["status"], kept["reserved_because"]) == ("reserve", "No money is left.")
    assert (await line.funder.post(f"{path}/reserve", json={"reason": "Again."}, headers=at(NOW))).status_code == 409
    *_, told = await line.service.emitted()
    assert isinstance(told, ApplicationDecided)
    assert (str(told.entity), told.status, told.reason) == (application["id"], "reserve", "No money is left.")
    assert told.parties() == {line.foundation, line.trust}
    done(await line.funder.post(f"{path}/award", json=award_body(), headers=at(NOW)), 201)
