"""Assessments over HTTP, on a real database."""

import pytest
from services.grants.tests.builders import NOW, at, award_body
from services.grants.tests.integration.line import V1, Line, done

pytestmark = pytest.mark.integration
JUDGEMENT = {"score": 82, "recommendation": "fund", "rationale": "It has worked elsewhere."}


async def test_each_assessor_judges_once_and_the_applicant_does_not_read_it(line: Line) -> None:
    application = await line.application(await line.scheme())
    path = f"{V1}/applications/{application['id']}/assessments"
    given = done(await line.assessor.post(path, json=JUDGEMENT, headers=at(NOW)), 201)
    assert given["score"] == 82
    again = await line.assessor.post(path, json=JUDGEMENT, headers=at(NOW))
    assert (again.status_code, again.json()["detail"]) == (409, "You have already assessed this application.")
    colleague = line.service.client("assessor", organisation=line.foundation, subject="another person")
    done(await colleague.post(path, json=JUDGEMENT | {"score": 60}, headers=at(NOW)), 201)
    for reader in (line.funder, line.auditor):
        assert [item["score"] for item in done(await reader.get(path))["items"]] == [82, 60]
    assert (await line.provider.get(path)).status_code == 404


async def test_only_the_funders_assessors_judge_and_only_what_is_undecided(line: Line) -> None:
    application = await line.application(await line.scheme())
    path = f"{V1}/applications/{application['id']}/assessments"
    assert (await line.funder.post(path, json=JUDGEMENT)).status_code == 403
    stranger = line.service.client("assessor", organisation=line.rival)
    assert (await stranger.post(path, json=JUDGEMENT)).status_code == 404
    done(
        await line.funder.post(f"{V1}/applications/{application['id']}/award", json=award_body(), headers=at(NOW)), 201
    )
    assert (await line.assessor.post(path, json=JUDGEMENT)).status_code == 409


@pytest.mark.parametrize("score", [-1, 101, True, "82", 82.5])
async def test_a_score_is_a_whole_number_of_a_hundred(line: Line, score: object) -> None:
    application = await line.application(await line.scheme())
    path = f"{V1}/applications/{application['id']}/assessments"
    assert (await line.assessor.post(path, json=JUDGEMENT | {"score": score})).status_code == 422
