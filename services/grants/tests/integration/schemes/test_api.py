"""Schemes over HTTP, on a real database."""

from typing import Any

import pytest
from services.grants.tests.builders import NOW, at, pounds, scheme_body
from services.grants.tests.integration.line import V1, Line, done

from events.grants import SchemeOpened

pytestmark = pytest.mark.integration


async def test_an_open_scheme_is_public_and_told_whole(line: Line) -> None:
    scheme = await line.scheme()
    assert scheme["remaining"] == pounds("500000.00")
    assert done(await line.public.get(f"{V1}/schemes/{scheme['id']}")) == scheme
    assert done(await line.public.get(f"{V1}/schemes", params={"funder_id": str(line.foundation)}))["items"] == [scheme]
    [event] = await line.service.emitted()
    assert isinstance(event, SchemeOpened)
    told = event.scheme
    assert (str(event.entity), told.funder.name, told.budget) == (
        scheme["id"],
        "Northbridge Community Foundation",
        "500000.00",
    )


async def test_only_a_registered_funder_opens_a_scheme(line: Line) -> None:
    assert (await line.provider.post(f"{V1}/schemes", json=scheme_body(), headers=at(NOW))).status_code == 403
    would_be = line.service.client("funder", organisation=line.trust)
    answer = await would_be.post(f"{V1}/schemes", json=scheme_body(), headers=at(NOW))
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "Ashgate Homeless Trust is not registered as a funder.",
    )


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"budget": pounds("0.00")}, "/budget"),
        ({"budget": pounds("-1.00")}, "/budget/amount"),
        ({"closes_on": "2026-08-31"}, "/closes_on"),
        ({"opens_on": "2026-02-30"}, "/opens_on"),
        ({"title": " "}, "/title"),
    ],
)
async def test_what_cannot_be_meant_is_refused_where_it_stands(line: Line, changes: dict[str, Any], path: str) -> None:
    answer = await line.funder.post(f"{V1}/schemes", json=scheme_body(**changes), headers=at(NOW))
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)
