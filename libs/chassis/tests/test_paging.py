"""Lists in pages."""

import re

import httpx
import pytest
from libs.chassis.tests.desk import Desk, an_item

from chassis.paging import opened, sealed
from chassis.problems import Problem


async def filled(desk: Desk, how_many: int) -> httpx.AsyncClient:
    client = desk.client()
    for n in range(how_many):
        await client.post("/items", json=an_item(name=f"Pack {n}", kind="letter" if n % 2 else "parcel"))
    return client


async def test_following_next_shows_everything_once(desk: Desk) -> None:
    client = await filled(desk, 7)
    seen, pages, cursor = [], 0, None
    while pages == 0 or cursor:
        answer = await client.get("/items", params={"limit": "3"} | ({"cursor": cursor} if cursor else {}))
        seen += [item["name"] for item in answer.json()["items"]]
        cursor, pages = answer.json()["next"], pages + 1
    assert (seen, pages) == ([f"Pack {n}" for n in range(7)], 3)


async def test_a_page_that_is_exactly_full_is_the_last(desk: Desk) -> None:
    client = await filled(desk, 3)
    answer = await client.get("/items", params={"limit": "3"})
    assert (len(answer.json()["items"]), answer.json()["next"]) == (3, None)
    assert "Link" not in answer.headers


async def test_the_link_header_leads_to_the_next_page_and_keeps_the_filters(desk: Desk) -> None:
    client = await filled(desk, 6)
    answer = await client.get("/items", params={"limit": "2", "kind": "letter"})
    link = re.fullmatch(r'<(/registry/v1/items\?[^>]*)>; rel="next"', answer.headers["Link"])
    assert link is not None
    following = await client.get(f"http://desk{link[1]}")
    assert [item["name"] for item in following.json()["items"]] == ["Pack 5"]


async def test_a_cursor_is_good_only_for_its_own_list_and_filters(desk: Desk) -> None:
    client = await filled(desk, 4)
    cursor = (await client.get("/items", params={"limit": "1", "kind": "letter"})).json()["next"]
    for params in ({"cursor": cursor}, {"cursor": cursor, "kind": "parcel"}):
        answer = await client.get("/items", params=params)
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "query:cursor")
    assert (await client.get("/items", params={"cursor": cursor, "kind": "letter", "limit": "2"})).status_code == 200


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1_0", "\uff11", "1.0", "", "false", "1e1", "9" * 30])
async def test_a_limit_is_a_whole_number_from_1_to_100(desk: Desk, limit: str) -> None:
    answer = await desk.client().get("/items", params={"limit": limit})
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "query:limit")


def test_a_cursor_opens_with_its_own_key_and_scope_only() -> None:
    cursor = sealed(["2026-01-05", "x"], b"list", b"key")
    assert opened(cursor, b"list", b"key") == ["2026-01-05", "x"]
    last = "A" if cursor[-1] != "A" else "B"
    for sent, scope, key in (
        (cursor, b"other", b"key"),
        (cursor, b"list", b"other"),
        (cursor[:-3] + last + cursor[-2:], b"list", b"key"),
        (cursor[:20], b"list", b"key"),
        ("", b"list", b"key"),
        ("é", b"list", b"key"),
        ("!!!!", b"list", b"key"),
    ):
        with pytest.raises(Problem):
            opened(sent, scope, key)
