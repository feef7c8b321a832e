"""Reviews over HTTP: made, waited for, and what is not paid without them; on a real database."""

from datetime import UTC, datetime
from typing import Any

import pytest
from services.grants.tests.builders import NOW, at, award_body, pounds
from services.grants.tests.integration.delivering import delivery
from services.grants.tests.integration.line import V1, Json, Line, done

from events.grants import ReviewMade

pytestmark = pytest.mark.integration
LATE = datetime(2027, 9, 2, 9, tzinfo=UTC)
FOUND = {"finding": "Forty tenancies last.", "recommendation": "continue"}


async def reviewed(line: Line, grant: Json, now: datetime = NOW, **said: Any) -> Json:
    path = f"{V1}/grants/{grant['id']}/reviews"
    return done(await line.funder.post(path, json=FOUND | said, headers=at(now)), 201)


async def test_who_adopted_yearly_reviews_pays_nothing_while_one_is_overdue(line: Line) -> None:
    await line.adopts("grants.review")
    grant = await line.grant()
    path, body = f"{V1}/grants/{grant['id']}/payments", {"amount": pounds("1.00")}
    done(await line.funder.post(path, json=body, headers=at(NOW)), 201)
    refused = await line.funder.post(path, json=body, headers=at(LATE))
    decision = refused.json()["decision"]
    assert (refused.status_code, decision["rule"], decision["inputs"]["due_on"]) == (409, "grants.review", "2027-09-01")
    assert done(await line.public.get(f"{V1}/decisions/{decision['id']}")) == decision
    await reviewed(line, grant, LATE)
    done(await line.funder.post(path, json=body, headers=at(LATE)), 201)


async def test_a_scheme_may_say_so_for_itself(line: Line) -> None:
    application = await line.application(await line.scheme(standards=["grants.review"]))
    path = f"{V1}/applications/{application['id']}/award"
    grant = done(await line.funder.post(path, json=award_body(), headers=at(NOW)), 201)
    path = f"{V1}/grants/{grant['id']}/payments"
    refused = await line.funder.post(path, json={"amount": pounds("1.00")}, headers=at(LATE))
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "grants.review")


async def test_a_funder_that_adopted_nothing_pays_as_before(line: Line) -> None:
    grant = await line.grant()
    path = f"{V1}/grants/{grant['id']}/payments"
    done(await line.funder.post(path, json={"amount": pounds("1.00")}, headers=at(LATE)), 201)


async def test_after_a_review_that_discontinues_a_grant_what_was_earned_is_paid_once_it_is_closed(line: Line) -> None:
    await line.adopts("grants.review")
    given = await delivery(line, "1000.00", upfront_share=1, milestones=[], tariffs=[])
    waiting = await given.approved("1000.00", "upfront")
    await reviewed(line, given.grant, recommendation="discontinue")
    refused = await line.funder.post(f"{waiting}/payment", json={}, headers=at(NOW))
    assert (refused.status_code, "discontinues" in refused.json()["detail"]) == (409, True)
    await given.close("400000.00")
    done(await line.funder.post(f"{waiting}/payment", json={}, headers=at(NOW)))


async def test_a_review_is_told_to_both_parties_and_read_by_them_alone(line: Line) -> None:
    grant = await line.grant()
    made = await reviewed(line, grant, next_on="2026-12-24")
    assert (made["number"], made["due_on"]) == (1, "2026-12-24")
    *_, told = await line.service.emitted()
    assert isinstance(told, ReviewMade)
    assert (str(told.entity), told.recommendation) == (grant["id"], "continue")
    assert told.parties() == {line.foundation, line.trust}
    path = f"{V1}/grants/{grant['id']}/reviews"
    for reader in (line.funder, line.assessor, line.provider, line.auditor):
        assert done(await reader.get(path))["items"] == [made]
    assert (await line.competitor.get(path)).status_code == 404
    stranger = line.service.client("funder", organisation=line.rival)
    assert (await stranger.post(path, json=FOUND, headers=at(NOW))).status_code == 404
    assert (await line.provider.post(path, json=FOUND, headers=at(NOW))).status_code == 403


async def test_a_funder_lists_what_it_is_to_review_by_a_day(line: Line) -> None:
    never, once = await line.grant(), await line.grant()
    await reviewed(line, once, next_on="2026-12-24")
    await reviewed(line, once, next_on="2026-11-11")

    async def due(by: str) -> list[tuple[str, str]]:
        found = done(await line.assessor.get(f"{V1}/reviews-due", params={"by": by}, headers=at(NOW)))["items"]
        return [(each["grant_id"], each["due_on"]) for each in found]

    assert await due("2026-11-10") == []
    assert await due("2026-11-11") == [(once["id"], "2026-11-11")]
    assert await due("2027-09-01") == [(never["id"], "2027-09-01"), (once["id"], "2026-11-11")]
    stranger = line.service.client("funder", organisation=line.rival)
    assert done(await stranger.get(f"{V1}/reviews-due", params={"by": "2027-09-01"}))["items"] == []


async def test_a_closed_grant_is_reviewed_no_more(line: Line) -> None:
    given = await delivery(line)
    await given.close("1.00")
    answer = await line.funder.post(f"{given.path}/reviews", json=FOUND, headers=at(NOW))
    assert (answer.status_code, "closed" in answer.json()["detail"]) == (409, True)
