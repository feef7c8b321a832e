"""Applications over HTTP, on a real database."""

from datetime import timedelta
from uuid import uuid4

import pytest
from services.grants.tests.builders import NOW, application_body, at
from services.grants.tests.integration.line import V1, Line, done

from events.grants import ApplicationReceived

pytestmark = pytest.mark.integration


async def test_an_application_is_read_by_its_parties_and_auditors_and_by_nobody_else(line: Line) -> None:
    scheme = await line.scheme()
    application = await line.application(scheme)
    one, all_of_them = f"{V1}/applications/{application['id']}", f"{V1}/schemes/{scheme['id']}/applications"
    for reader in (line.provider, line.funder, line.assessor, line.auditor):
        assert done(await reader.get(one)) == application
        assert done(await reader.get(all_of_them))["items"] == [application]
    assert (await line.competitor.get(one)).status_code == 404
    assert done(await line.competitor.get(all_of_them))["items"] == []
    assert (await line.public.get(one)).status_code == 401


async def test_an_application_is_told_to_its_parties_only(line: Line) -> None:
    await line.application(await line.scheme())
    *_, event = await line.service.emitted()
    assert isinstance(event, ApplicationReceived)
    assert event.parties() == {line.foundation, line.trust}
    assert (event.applicant.name, event.requested) == ("Ashgate Homeless Trust", "250000.00")


async def test_one_applies_while_the_scheme_is_open(line: Line) -> None:
    scheme = await line.scheme()
    path = f"{V1}/schemes/{scheme['id']}/applications"
    late = await line.provider.post(path, json=application_body(), headers=at(NOW + timedelta(days=60)))
    assert (late.status_code, late.json()["detail"]) == (409, "The scheme closed at the end of 2026-10-30.")
    assert (
        await line.provider.post(f"{V1}/schemes/{uuid4()}/applications", json=application_body())
    ).status_code == 404


async def test_an_organisation_that_the_register_does_not_know_cannot_apply(line: Line) -> None:
    scheme = await line.scheme()
    stranger = line.service.client("provider", organisation=uuid4())
    path = f"{V1}/schemes/{scheme['id']}/applications"
    answer = await stranger.post(path, json=application_body(), headers=at(NOW))
    assert (answer.status_code, "register knows no organisation" in answer.json()["detail"]) == (404, True)


async def test_an_application_is_withdrawn_by_its_applicant_and_declined_by_its_funder(line: Line) -> None:
    scheme = await line.scheme()
    first, second = await line.application(scheme), await line.application(scheme)
    assert (await line.competitor.post(f"{V1}/applications/{first['id']}/withdraw")).status_code == 404
    assert done(await line.provider.post(f"{V1}/applications/{first['id']}/withdraw"))["status"] == "withdrawn"
    stranger = line.service.client("funder", organisation=line.rival)
    path, reason = f"{V1}/applications/{second['id']}/decline", {"reason": "Not this year."}
    assert (await stranger.post(path, json=reason)).status_code == 404
    declined = done(await line.funder.post(path, json=reason))
    assert (declined["status"], declined["declined_because"]) == ("declined", "Not this year.")
    assert (await line.funder.post(path, json=reason)).status_code == 409
