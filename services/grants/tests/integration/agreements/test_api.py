"""Grants over HTTP, on a real database."""

from asyncio import gather
from collections import Counter

import pytest
from services.grants.tests.builders import NOW, at, award_body, pounds
from services.grants.tests.integration.line import V1, Line, done

from events.grants import GrantAwarded

pytestmark = pytest.mark.integration


async def test_a_grant_is_public_comes_out_of_the_budget_and_is_told_whole(line: Line) -> None:
    grant = await line.grant()
    assert done(await line.public.get(f"{V1}/grants/{grant['id']}")) == grant
    assert done(await line.public.get(f"{V1}/grants", params={"recipient_id": str(line.trust)}))["items"] == [grant]
    assert done(await line.public.get(f"{V1}/schemes/{grant['scheme_id']}"))["remaining"] == pounds("250000.00")
    assert done(await line.provider.get(f"{V1}/applications/{grant['application_id']}"))["status"] == "awarded"
    *_, event = await line.service.emitted()
    assert isinstance(event, GrantAwarded)
    told = event.grant
    assert (str(told.grant_id), told.amount, told.recipient.name) == (
        grant["id"],
        "250000.00",
        "Ashgate Homeless Trust",
    )
    assert (told.scheme.title, told.scheme.funder.name) == (
        "Social Innovation Fund",
        "Northbridge Community Foundation",
    )


async def test_no_more_is_awarded_than_was_asked_for_or_is_left(line: Line) -> None:
    scheme = await line.scheme()
    first, second = await line.application(scheme, "400000.00"), await line.application(scheme, "400000.00")
    too_much = await line.funder.post(
        f"{V1}/applications/{first['id']}/award", json=award_body("400000.01"), headers=at(NOW)
    )
    assert (too_much.status_code, "asks for £400000.00" in too_much.json()["detail"]) == (409, True)
    done(
        await line.funder.post(f"{V1}/applications/{first['id']}/award", json=award_body("400000.00"), headers=at(NOW)),
        201,
    )
    beyond = await line.funder.post(
        f"{V1}/applications/{second['id']}/award", json=award_body("100000.01"), headers=at(NOW)
    )
    assert (beyond.status_code, "only £100000.00 is left" in beyond.json()["detail"]) == (409, True)
    assert done(await line.provider.get(f"{V1}/applications/{second['id']}"))["status"] == "received"


async def test_awards_at_the_same_instant_do_not_overdraw_the_budget(line: Line) -> None:
    scheme = await line.scheme()
    applications = [await line.application(scheme, "100000.00") for _ in range(8)]
    answers = await gather(
        *(
            line.funder.post(f"{V1}/applications/{each['id']}/award", json=award_body("100000.00"), headers=at(NOW))
            for each in applications
        )
    )
    assert Counter(answer.status_code for answer in answers) == {201: 5, 409: 3}
    assert done(await line.public.get(f"{V1}/schemes/{scheme['id']}"))["remaining"] == pounds("0.00")


async def test_another_funders_application_reads_as_not_found(line: Line) -> None:
    application = await line.application(await line.scheme())
    stranger = line.service.client("funder", organisation=line.rival)
    path = f"{V1}/applications/{application['id']}/award"
    assert (await stranger.post(path, json=award_body(), headers=at(NOW))).status_code == 404
    assert (await line.provider.post(path, json=award_body(), headers=at(NOW))).status_code == 403


async def test_an_award_is_made_on_the_version_that_was_read(line: Line) -> None:
    application = await line.application(await line.scheme())
    tag = (await line.funder.get(f"{V1}/applications/{application['id']}")).headers["etag"]
    done(await line.provider.post(f"{V1}/applications/{application['id']}/withdraw"))
    stale = await line.funder.post(
        f"{V1}/applications/{application['id']}/award", json=award_body(), headers=at(NOW) | {"If-Match": tag}
    )
    assert stale.status_code == 412
