"""What funders ask for, over HTTP on a real database: stated, explained, approved, and held to."""

from typing import Any

import httpx
import pytest
from services.grants.tests.builders import NOW, at, award_body, pounds, terms_body
from services.grants.tests.integration.line import V1, Json, Line, done

from events.grants import BurdenStated

pytestmark = pytest.mark.integration
#: In tier 2 with the £250,000 that are asked for: 50 questions, 8 documents, 2 reports a year, half of it upfront.
ASKED = {
    "annual_income": pounds("2000000.00"),
    "novelty": "new",
    "vulnerability": "some",
    "questions": 50,
    "documents": 8,
    "reports_per_year": 2,
    "upfront_share": 0.5,
}


async def applied(line: Line, *standards: str) -> str:
    await line.adopts(*standards)
    return f"{V1}/applications/{(await line.application(await line.scheme()))['id']}"


async def stated(line: Line, path: str, **changes: Any) -> Json:
    return done(await line.funder.put(f"{path}/burden", json=ASKED | changes, headers=at(NOW)))


async def award(line: Line, path: str) -> httpx.Response:
    return await line.funder.post(f"{path}/award", json=award_body(), headers=at(NOW))


async def test_nothing_is_awarded_before_it_is_said_what_is_asked_for(line: Line) -> None:
    path = await applied(line, "grants.tiers")
    refused = await award(line, path)
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "grants.tiers")
    burden = await stated(line, path)
    assert (burden["tier"]["number"], burden["excess"], burden["version"]) == (2, [], 1)
    assert burden["tier"]["caps"] == {"questions": 50, "documents": 8, "reports_per_year": 2, "upfront_share": 0.5}
    done(await award(line, path), 201)


async def test_what_goes_beyond_the_caps_waits_for_an_explanation_that_another_approves(line: Line) -> None:
    path = await applied(line, "grants.tiers")
    burden = await stated(line, path, reports_per_year=4, explanation="The regulator asks for them.")
    assert burden["excess"] == ["Reports per year: 4 is more than the 2 of tier 2."]
    assert (await award(line, path)).status_code == 409
    assert (await line.funder.post(f"{path}/burden/approval", headers=at(NOW))).status_code == 403
    other = line.service.client("funder", organisation=line.foundation, subject="ben")
    assert done(await other.post(f"{path}/burden/approval", headers=at(NOW)))["approved_by"] == "ben"
    *_, told = await line.service.emitted()
    assert isinstance(told, BurdenStated)
    assert (told.tier, told.excess, told.is_approved) == (2, burden["excess"], True)
    assert told.parties() == {line.foundation, line.trust}
    done(await award(line, path), 201)


@pytest.mark.parametrize(("share", "status"), [(0.5, 201), (0.51, 409)])
async def test_terms_pay_no_more_upfront_than_the_tier_has(line: Line, share: float, status: int) -> None:
    path = await applied(line, "grants.tiers")
    await stated(line, path, upfront_share=0.3)
    grant = done(await award(line, path), 201)
    body = terms_body(upfront_share=share)
    answer = await line.funder.post(f"{V1}/grants/{grant['id']}/terms", json=body, headers=at(NOW))
    assert answer.status_code == status, answer.text


async def test_who_adopted_nothing_is_shown_the_caps_and_stopped_by_none(line: Line) -> None:
    path = await applied(line)
    assert len((await stated(line, path, questions=51, upfront_share=0.9))["excess"]) == 2
    done(await award(line, path), 201)
    assert (await line.funder.put(f"{path}/burden", json=ASKED, headers=at(NOW))).status_code == 409


async def test_it_is_read_with_the_application_and_changed_on_the_version_that_was_read(line: Line) -> None:
    path = await applied(line)
    assert (await line.provider.get(f"{path}/burden")).status_code == 404
    made = await stated(line, path)
    answer = await line.provider.get(f"{path}/burden", headers=at(NOW))
    assert done(answer) == made
    assert (await line.competitor.get(f"{path}/burden")).status_code == 404
    assert (await line.provider.put(f"{path}/burden", json=ASKED, headers=at(NOW))).status_code == 403
    read = at(NOW) | {"If-Match": answer.headers["etag"]}
    done(await line.funder.put(f"{path}/burden", json=ASKED, headers=read))
    assert (await line.funder.put(f"{path}/burden", json=ASKED, headers=read)).status_code == 412
