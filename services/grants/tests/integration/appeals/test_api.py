"""Appeals over HTTP: lodged in time, answered by somebody else, on a real database."""

from datetime import timedelta

import httpx
import pytest
from services.grants.tests.builders import NOW, at, award_body
from services.grants.tests.integration.line import V1, Json, Line, done

from events.grants import AppealAnswered, ApplicationDecided, DeclineAppealed

pytestmark = pytest.mark.integration
GROUNDS = {"grounds": "The letter was attached."}
UPHELD = {"upheld": True, "reasons": "It was."}
LATE = at(NOW + timedelta(days=60))


def somebody(line: Line, subject: str) -> httpx.AsyncClient:
    return line.service.client("funder", organisation=line.foundation, subject=subject)


async def declined(line: Line) -> str:
    """An application that Ben declined after Ada had assessed it: its path."""
    path = f"{V1}/applications/{(await line.application(await line.scheme()))['id']}"
    ada = line.service.client("assessor", organisation=line.foundation, subject="ada")
    judged = {"score": 30, "recommendation": "decline", "rationale": "No letter."}
    done(await ada.post(f"{path}/assessments", json=judged, headers=at(NOW)), 201)
    done(await somebody(line, "ben").post(f"{path}/decline", json={"reason": "No letter."}, headers=at(NOW)))
    return path


async def lodged(line: Line, path: str) -> Json:
    return done(await line.provider.post(f"{path}/appeals", json=GROUNDS, headers=at(NOW)), 201)


async def test_an_appeal_that_is_upheld_opens_the_application_again(line: Line) -> None:
    path = await declined(line)
    appeal = await lodged(line, path)
    assert (appeal["declined_because"], appeal["is_timely"], appeal["answer_due_on"]) == (
        "No letter.",
        True,
        "2026-09-29",
    )
    for involved in ("ada", "ben"):
        answer = await somebody(line, involved).post(
            f"{V1}/appeals/{appeal['id']}/decision", json=UPHELD, headers=at(NOW)
        )
        assert answer.status_code == 403, involved
    decided = done(
        await somebody(line, "cara").post(f"{V1}/appeals/{appeal['id']}/decision", json=UPHELD, headers=at(NOW))
    )
    assert (decided["upheld"], decided["reasons"]) == (True, "It was.")
    *_, first, second, third = await line.service.emitted()
    assert isinstance(first, DeclineAppealed)
    assert isinstance(second, AppealAnswered)
    assert isinstance(third, ApplicationDecided)
    assert (third.status, third.reason) == ("received", "It was.")
    assert first.parties() == second.parties() == {line.foundation, line.trust}
    done(await line.funder.post(f"{path}/award", json=award_body(), headers=at(NOW)), 201)


async def test_an_appeal_that_is_dismissed_leaves_the_decision_and_bars_another(line: Line) -> None:
    path = await declined(line)
    appeal = await lodged(line, path)
    decision = f"{V1}/appeals/{appeal['id']}/decision"
    dismissed = {"upheld": False, "reasons": "It was not."}
    tag = (await line.funder.get(f"{V1}/appeals/{appeal['id']}")).headers["etag"]
    cara, read = somebody(line, "cara"), at(NOW) | {"If-Match": tag}
    done(await cara.post(decision, json=dismissed, headers=read))
    assert (await cara.post(decision, json=UPHELD, headers=read)).status_code == 412
    assert (await cara.post(decision, json=UPHELD, headers=at(NOW))).status_code == 409
    assert done(await line.provider.get(path))["status"] == "declined"
    assert (await line.provider.post(f"{path}/appeals", json=GROUNDS, headers=at(NOW))).status_code == 409


async def test_a_late_appeal_is_refused_where_the_funder_adopted_the_days_and_flagged_elsewhere(line: Line) -> None:
    open_minded = await declined(line)
    late = done(await line.provider.post(f"{open_minded}/appeals", json=GROUNDS, headers=LATE), 201)
    assert late["is_timely"] is False
    await line.adopts("grants.appeals")
    refused = await line.provider.post(f"{await declined(line)}/appeals", json=GROUNDS, headers=LATE)
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "grants.appeals")


async def test_appeals_are_read_by_both_parties_and_auditors_and_by_nobody_else(line: Line) -> None:
    appeal = await lodged(line, await declined(line))
    for reader in (line.funder, line.assessor, line.provider, line.auditor):
        found = done(await reader.get(f"{V1}/appeals", params={"decided": "false"}))["items"]
        assert found == [appeal]
        assert done(await reader.get(f"{V1}/appeals/{appeal['id']}")) == appeal
    assert done(await line.competitor.get(f"{V1}/appeals"))["items"] == []
    assert (await line.competitor.get(f"{V1}/appeals/{appeal['id']}")).status_code == 404
    stranger = line.service.client("funder", organisation=line.rival, subject="eve")
    answer = await stranger.post(f"{V1}/appeals/{appeal['id']}/decision", json=UPHELD, headers=at(NOW))
    assert answer.status_code == 404


async def test_only_the_applicant_appeals_and_only_against_a_decline(line: Line) -> None:
    path = await declined(line)
    assert (await line.competitor.post(f"{path}/appeals", json=GROUNDS, headers=at(NOW))).status_code == 404
    assert (await line.funder.post(f"{path}/appeals", json=GROUNDS, headers=at(NOW))).status_code == 403
    waiting = f"{V1}/applications/{(await line.application(await line.scheme()))['id']}"
    assert (await line.provider.post(f"{waiting}/appeals", json=GROUNDS, headers=at(NOW))).status_code == 409
