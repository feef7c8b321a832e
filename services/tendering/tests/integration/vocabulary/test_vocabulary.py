"""Codes that do not exist are refused, from the day on which the list is known."""

from typing import Any

import pytest
from services.tendering.tests.builders import NOW, at, notice_body
from services.tendering.tests.integration.line import V1, Line, done

from events.registry import CodeListRead
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration

CPV = new_id()
LISTED, UNLISTED = "85311000", "85311999"


async def read_in(line: Line, *codes: str, name: str = "cpv") -> None:
    await line.service.feed(CodeListRead(occurred_at=NOW, name=name, codes=list(codes)), CPV)


def body_of(place: str, code: str) -> dict[str, Any]:
    """A body for that place that names the code."""
    value = {"amount": "1000.00", "currency": "GBP"}
    bodies: dict[str, dict[str, Any]] = {
        "notices": notice_body(cpv=[LISTED, code]),
        "engagements": {"title": "Homes", "description": "What helps?", "cpv": [LISTED, code]},
        "markets": {"title": "Homes", "description": "All who help.", "conditions": "Insured.", "cpv": [LISTED, code]},
        "budgets": {"holder_id": str(new_id()), "cpv": code, "amount": value, "starts_on": "2026-12-01"}
        | {"ends_on": "2027-11-30", "providers": [str(new_id())]},
        "plans": {"title": "Homes", "description": "Homes for all.", "category": "services", "stage": "pipeline"}
        | {"value": value, "cpv": [LISTED, code]},
    }
    return bodies[place]


PLACES = {"notices": "/cpv/1", "engagements": "/cpv/1", "markets": "/cpv/1", "budgets": "/cpv", "plans": "/cpv/1"}


@pytest.mark.parametrize("place", PLACES)
async def test_a_code_that_the_list_has_not_is_refused_where_it_stands(line: Line, place: str) -> None:
    await read_in(line, LISTED)
    answer = await line.buyer.post(f"{V1}/{place}", json=body_of(place, UNLISTED), headers=at(NOW))
    assert answer.status_code == 422, answer.text
    assert [each["path"] for each in answer.json()["errors"]] == [PLACES[place]]
    assert UNLISTED in answer.text
    listed = await line.buyer.post(f"{V1}/{place}", json=body_of(place, LISTED), headers=at(NOW))
    assert listed.status_code != 422, listed.text


async def test_an_item_names_its_own_place(line: Line) -> None:
    await read_in(line, LISTED)
    item = {"cpv": UNLISTED, "description": "Beds"}
    lot = notice_body()["lots"][0] | {"items": [item]}
    answer = await line.buyer.post(f"{V1}/notices", json=notice_body(cpv=[LISTED], lots=[lot]), headers=at(NOW))
    assert [each["path"] for each in answer.json()["errors"]] == ["/lots/0/items/0/cpv"]


async def test_until_the_list_is_known_a_code_is_known_by_its_group(line: Line) -> None:
    await read_in(line, LISTED, name="itl")
    notice = await line.draft(cpv=[UNLISTED])
    answer = await line.buyer.post(f"{V1}/notices", json=notice_body(cpv=["85900000"]), headers=at(NOW))
    assert answer.status_code == 422, answer.text
    await read_in(line, LISTED)
    published = await line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW))
    assert (published.status_code, UNLISTED in published.text) == (422, True)


async def test_the_last_list_counts_also_after_a_rebuild(line: Line) -> None:
    await read_in(line, UNLISTED)
    await read_in(line, LISTED)
    await line.service.rebuild()
    done(await line.buyer.post(f"{V1}/notices", json=notice_body(cpv=[LISTED]), headers=at(NOW)), 201)
    answer = await line.buyer.post(f"{V1}/notices", json=notice_body(cpv=[UNLISTED]), headers=at(NOW))
    assert answer.status_code == 422
