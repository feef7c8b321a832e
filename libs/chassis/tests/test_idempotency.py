"""The same request sent twice happens once, and is answered twice alike."""

import asyncio

import httpx
import pytest
from libs.chassis.tests.desk import Desk, an_item
from sqlalchemy import select, update

from chassis.idempotency import answers, forget
from chassis.ledger import ledger

KEY = {"Idempotency-Key": "0198c4f2-one"}


def told(answer: httpx.Response) -> dict[str, str]:
    """The headers that the command gave, without those of the connection."""
    return {name: value for name, value in answer.headers.items() if name not in {"request-id", "idempotency-replayed"}}


async def test_the_same_key_and_body_get_the_same_answer_to_the_byte(desk: Desk) -> None:
    client = desk.client()
    first = await client.post("/items", json=an_item(), headers=KEY)
    second = await client.post("/items", json=an_item(), headers=KEY)
    assert (first.status_code, "idempotency-replayed" in first.headers) == (201, False)
    assert (second.status_code, second.headers["Idempotency-Replayed"]) == (201, "true")
    assert second.content == first.content
    assert told(second) == told(first)
    assert {"etag", "commonweal-event"} <= told(second).keys()
    assert len(await desk.names()) == 1


async def test_of_twenty_at_once_one_happens_and_all_are_answered_alike(desk: Desk) -> None:
    client = desk.client()
    sent = await asyncio.gather(*(client.post("/items", json=an_item(), headers=KEY) for _ in range(20)))
    assert {answer.status_code for answer in sent} == {201}
    assert len({answer.content for answer in sent}) == 1
    assert sum("idempotency-replayed" not in answer.headers for answer in sent) == 1
    assert len(await desk.names()) == 1
    async with desk.sessions() as session:
        assert len((await session.scalars(select(ledger.c.seq))).all()) == 1


@pytest.mark.parametrize("how", ["body", "query"])
async def test_a_key_cannot_be_used_for_something_else(desk: Desk, how: str) -> None:
    client = desk.client()
    await client.post("/items", json=an_item(), headers=KEY)
    other = an_item(name="Another") if how == "body" else an_item()
    path = "/items" if how == "body" else "/items?x=1"
    answer = await client.post(path, json=other, headers=KEY)
    assert answer.status_code == 422
    assert answer.json()["type"] == ("/problems/key-reused" if how == "body" else "/problems/invalid")
    assert await desk.names() == ["Tender pack"]


async def test_a_key_belongs_to_one_subject_and_one_path(desk: Desk) -> None:
    await desk.client().post("/items", json=an_item(), headers=KEY)
    stranger = await desk.client(subject="bob").post("/items", json=an_item(name="His"), headers=KEY)
    assert (stranger.status_code, "idempotency-replayed" in stranger.headers) == (201, False)
    assert await desk.names() == ["Tender pack", "His"]


async def test_a_command_that_failed_may_be_tried_again_with_its_key(desk: Desk) -> None:
    client = desk.client("commissioner")
    put = await client.post("/items", json=an_item())
    path = f"/items/{put.json()['id']}"
    stale = await client.put(path, json=an_item(name="Second"), headers=KEY | {"If-Match": '"7-0123456789abcdef"'})
    assert stale.status_code == 412
    fresh = await client.put(path, json=an_item(name="Second"), headers=KEY)
    assert (fresh.status_code, "idempotency-replayed" in fresh.headers) == (200, False)


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "caf\u00e9", "a b"])
async def test_a_key_is_1_to_255_visible_ascii_characters(desk: Desk, key: str) -> None:
    headers = [(b"idempotency-key", key.encode("latin-1"))]
    answer = await desk.client().post("/items", json=an_item(), headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "header:idempotency-key")
    assert await desk.names() == []


async def test_keys_are_forgotten_after_their_time(desk: Desk) -> None:
    client = desk.client()
    await client.post("/items", json=an_item(), headers=KEY)
    async with desk.sessions.begin() as session:
        claimed = await session.scalar(select(answers.c.claimed_at))
        await forget(session, before=claimed)
        assert (await session.scalars(select(answers.c.key))).all() == [KEY["Idempotency-Key"]]
        await session.execute(update(answers).values(claimed_at=claimed.replace(year=2000)))
        await forget(session, before=claimed)
        assert (await session.scalars(select(answers.c.key))).all() == []
