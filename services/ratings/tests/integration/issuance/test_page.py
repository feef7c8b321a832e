"""The page on which an invitation becomes a code where no script runs."""

import re
from collections.abc import AsyncIterator

import pytest
from services.ratings.tests.cohorts import PUBLISHED, a_cohort

from chassis.testing import ServiceUnderTest, service_under_test

PAGE = "/ratings/v1/credential"
pytestmark = pytest.mark.integration


@pytest.fixture
async def ratings() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("ratings") as service:
        yield service


async def test_an_invitation_becomes_a_code_that_is_good_at_once_and_stays_behind_nowhere(
    ratings: ServiceUnderTest,
) -> None:
    cohort = await a_cohort(ratings)
    answer = await ratings.client().post(PAGE, data={"invitation": cohort.invitations[0]})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    [code] = re.findall(r"<strong>([0-9A-Z-]{24})</strong>", answer.text)
    assert (await cohort.rate(code, now=PUBLISHED)).status_code == 201
    again = await ratings.client().post(PAGE, data={"invitation": cohort.invitations[0]})
    assert (again.status_code, "was used before" in again.text) == (422, True)


@pytest.mark.parametrize("sent", [b"", b"invitation=x", b"invitation=\xff", b"invitation=" + b"A" * 5000, b"a=1&" * 50])
async def test_what_is_no_invitation_is_said_to_be_none(ratings: ServiceUnderTest, sent: bytes) -> None:
    answer = await ratings.client().post(PAGE, content=sent)
    assert (answer.status_code, "Enter the invitation" in answer.text) == (422, True)


async def test_the_script_comes_from_here_and_runs_alone(ratings: ServiceUnderTest) -> None:
    shown = await ratings.client().get(PAGE)
    assert "script-src 'self'; connect-src 'self'" in shown.headers["content-security-policy"]
    script = await ratings.client().get(f"{PAGE}.js")
    assert (script.status_code, script.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
