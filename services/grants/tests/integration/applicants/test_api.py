"""Who applies, and what is kept for the small ones, over HTTP on a real database."""

from asyncio import gather
from collections import Counter
from typing import Any

import httpx
import pytest
from services.grants.tests.builders import NOW, at, award_body, pounds
from services.grants.tests.integration.line import V1, Json, Line, done

from events.grants import ApplicantStated, SchemeOpened

pytestmark = pytest.mark.integration
LARGE = {"annual_income": pounds("1400000.00"), "local_share": 0.8}
SMALL = {"annual_income": pounds("90000.00"), "local_share": 0.8}
HALF_PASSED_ON = [{"partner": "The Night Kitchen", "grant_share": 0.5}]


async def applied(line: Line, scheme: Json, body: Json | None = None) -> str:
    """£250,000 are asked for by who says this of itself: the application's path."""
    path = f"{V1}/applications/{(await line.application(scheme))['id']}"
    if body is not None:
        done(await line.provider.put(f"{path}/applicant", json=body, headers=at(NOW)))
    return path


async def award(line: Line, path: str, amount: str) -> httpx.Response:
    return await line.funder.post(f"{path}/award", json=award_body(amount), headers=at(NOW))


async def test_what_a_scheme_keeps_for_the_small_is_given_to_nobody_else(line: Line) -> None:
    scheme = await line.scheme(reserved_share=0.6)  # of £500,000
    [opened] = await line.service.emitted()
    assert isinstance(opened, SchemeOpened)
    assert opened.scheme.reserved_share == "0.6"
    done(await award(line, await applied(line, scheme, LARGE), "150000.00"), 201)
    silent = await applied(line, scheme)
    refused = await award(line, silent, "50000.01")
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "grants.small_and_local")
    done(await award(line, silent, "50000.00"), 201)
    done(await award(line, await applied(line, scheme, SMALL), "250000.00"), 201)
    assert done(await line.public.get(f"{V1}/schemes/{scheme['id']}/pot")) == {
        "budget": pounds("500000.00"),
        "reserved": pounds("300000.00"),
        "to_small": pounds("250000.00"),
        "small_grants": 1,
        "to_others": pounds("200000.00"),
        "other_grants": 2,
        "open_to_all": pounds("0.00"),
    }


async def test_awards_at_the_same_instant_leave_what_is_kept(line: Line) -> None:
    scheme = await line.scheme(reserved_share=0.6)
    paths = [await applied(line, scheme, LARGE) for _ in range(4)]
    answers = await gather(*(award(line, path, "80000.00") for path in paths))
    assert Counter(answer.status_code for answer in answers) == {201: 2, 409: 2}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (LARGE | {"subgrants": [{"partner": "The Night Kitchen", "grant_share": 0.49}]}, 409),
        (LARGE | {"subgrants": HALF_PASSED_ON}, 201),
        (LARGE, 201),
        (SMALL | {"subgrants": [{"partner": "The Night Kitchen", "grant_share": 0.1}]}, 201),
    ],
)
async def test_a_large_lead_passes_half_on_where_the_funder_says_so(line: Line, body: Json, status: int) -> None:
    await line.adopts("grants.lead")
    answer = await award(line, await applied(line, await line.scheme(), body), "250000.00")
    assert answer.status_code == status, answer.text


async def test_what_an_applicant_says_of_itself_is_told_and_read_with_its_application(line: Line) -> None:
    path = await applied(line, await line.scheme(), LARGE)
    body: dict[str, Any] = SMALL | {"subgrants": HALF_PASSED_ON}
    made = done(await line.provider.put(f"{path}/applicant", json=body, headers=at(NOW)))
    assert (made["size"], made["subgrants"], made["version"]) == ("micro", HALF_PASSED_ON, 2)
    *_, told = await line.service.emitted()
    assert isinstance(told, ApplicantStated)
    assert (told.size, told.subgrants[0].share) == ("micro", "0.5")
    for reader in (line.provider, line.funder, line.assessor, line.auditor):
        answer = await reader.get(f"{path}/applicant")
        assert done(answer) == made
    assert (await line.competitor.get(f"{path}/applicant")).status_code == 404
    assert (await line.funder.put(f"{path}/applicant", json=SMALL, headers=at(NOW))).status_code == 403
    read = at(NOW) | {"If-Match": answer.headers["etag"]}
    done(await line.provider.put(f"{path}/applicant", json=SMALL, headers=read))
    assert (await line.provider.put(f"{path}/applicant", json=SMALL, headers=read)).status_code == 412
