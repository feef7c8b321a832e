"""One request, from its bytes to its commit, against a real database."""

import asyncio
from uuid import UUID, uuid4

import httpx
import pytest
from libs.chassis.tests.desk import NOON, Desk, an_item, items, opened
from sqlalchemy import select, update

from chassis.idempotency import answers
from chassis.ledger import ledger


async def put_down(client: httpx.AsyncClient, **changes: object) -> httpx.Response:
    headers = changes.pop("headers", {})
    return await client.post("/items", json=an_item(**changes), headers=headers)  # type: ignore[arg-type]


async def test_a_command_is_answered_with_what_the_database_holds(desk: Desk) -> None:
    answer = await put_down(desk.client())
    assert answer.status_code == 201, answer.text
    shown = answer.json()
    assert shown | {"id": ""} == an_item() | {"id": "", "version": 1}
    assert await desk.names() == ["Tender pack"]


async def test_the_answer_names_the_event_and_the_ledger_the_actor_and_the_trace(desk: Desk) -> None:
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    answer = await put_down(desk.client(), headers={"traceparent": trace})
    assert answer.headers["Commonweal-Event"] == f"registry/{answer.json()['id']}/1"
    async with desk.sessions() as session:
        recorded = (await session.execute(select(ledger.c.actor, ledger.c.trace))).one()
    assert tuple(recorded) == ("ann", trace)


async def test_a_commit_that_fails_is_no_success_and_leaves_nothing(desk: Desk) -> None:
    client = desk.client()
    assert (await put_down(client)).status_code == 201
    again = await put_down(client, headers={"Idempotency-Key": "second"})  # unique at commit only
    assert (again.status_code, again.json()["type"]) == (409, "/problems/conflict")
    assert "Commonweal-Event" not in again.headers
    assert await desk.names() == ["Tender pack"]
    async with desk.sessions() as session:
        assert (await session.scalars(select(answers.c.key))).all() == []
        assert len((await session.scalars(select(ledger.c.seq))).all()) == 1


async def test_of_two_writers_of_one_record_the_second_is_told(desk: Desk) -> None:
    client = desk.client("commissioner")
    first = (await put_down(client)).json()["id"]
    async with desk.sessions.begin() as other:
        await other.execute(update(items).values(version=2))  # holds the row until the end of this block
        racing = asyncio.create_task(client.put(f"/items/{first}", json=an_item(name="Mine")))
        await asyncio.wait([racing], timeout=0.3)
        assert not racing.done()
    answer = await racing
    assert (answer.status_code, answer.json()["detail"]) == (409, "It was changed since you read it.")


async def test_every_connection_goes_back_however_the_request_ends(desk: Desk) -> None:
    client = desk.client("commissioner")
    first = (await put_down(client)).json()["id"]
    ends = [
        await put_down(client),
        await client.get(f"/items/{first}"),
        await client.get(f"/items/{uuid4()}"),
        await client.get(f"/items/write/{uuid4()}"),
        *[await client.post(f"/items/{uuid4()}/fail/{how}") for how in ("rule", "overflow", "write-in-reading")],
    ]
    assert [answer.status_code for answer in ends] == [409, 200, 404, 500, 409, 422, 500]
    async with desk.sessions.begin() as other:
        await other.execute(update(items).values(version=2))  # holds the row until the end of this block
        leaving = asyncio.create_task(client.put(f"/items/{first}", json=an_item(name="Mine")))
        await asyncio.wait([leaving], timeout=0.3)
        leaving.cancel()
        await asyncio.wait([leaving])
    assert leaving.cancelled()
    assert desk.app.state.engine.pool.checkedout() == 0


async def test_an_update_may_name_the_version_it_was_made_from(desk: Desk) -> None:
    client = desk.client("commissioner")
    put = await put_down(client)
    path, tag = f"/items/{put.json()['id']}", put.headers["ETag"]
    assert tag.startswith('"1-')
    renamed = await client.put(path, json=an_item(name="Second"), headers={"If-Match": tag})
    assert (renamed.status_code, renamed.json()["version"]) == (200, 2)
    assert renamed.headers["ETag"].startswith('"2-')
    for stale in (tag, f"W/{renamed.headers['ETag']}", '"of-something-else"'):
        late = await client.put(path, json=an_item(name="Third"), headers={"If-Match": stale})
        assert (late.status_code, late.json()["type"]) == (412, "/problems/stale"), stale
    assert (await client.put(path, json=an_item(name="Fourth"), headers={"If-Match": "*"})).status_code == 200
    garbage = await client.put(path, json=an_item(name="Fifth"), headers={"If-Match": "2"})
    assert (garbage.status_code, garbage.json()["errors"][0]["path"]) == (422, "header:if-match")


async def test_what_a_reader_has_already_is_not_sent_again(desk: Desk) -> None:
    client = desk.client()
    put = await put_down(client)
    path = f"/items/{put.json()['id']}"
    read = await client.get(path)
    assert read.headers["ETag"] == put.headers["ETag"]
    for known in (read.headers["ETag"], f'"x", W/{read.headers["ETag"]}', "*"):
        again = await client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", read.headers["ETag"])
    assert (await client.get(path, headers={"If-None-Match": '"other"'})).status_code == 200


async def test_a_session_that_reads_is_kept_from_writing_by_the_database(desk: Desk) -> None:
    answer = await desk.client().get(f"/items/write/{uuid4()}")
    assert answer.status_code == 500
    assert await desk.names() == []


async def test_in_a_sandbox_a_request_may_bring_its_own_time(desk: Desk) -> None:
    client = desk.client()
    told = await client.get("/items/now/told", headers={"Commonweal-Now": "2026-01-05T13:00:00+01:00"})
    assert told.json() == {"now": NOON.isoformat()}
    for wrong in (
        "yesterday",
        "2026-13-01T00:00:00Z",
        "1736078400",
        "2026-01-05T12:00:00",
        "0001-01-01T00:00:00+14:00",
    ):
        answer = await client.get("/items/now/told", headers={"Commonweal-Now": wrong})
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "header:commonweal-now"), wrong


async def test_outside_a_sandbox_time_is_the_servers() -> None:
    async with opened(sandbox=False) as desk:
        told = await desk.client().get("/items/now/told", headers={"Commonweal-Now": "2026-01-05T12:00:00Z"})
        assert (told.status_code, told.json()["type"]) == (400, "/problems/no-sandbox")


@pytest.mark.parametrize(
    "sent", ["registry", "registry/x/1", f"registry/{UUID(int=7)}/0", f"registry/{UUID(int=7)}/x", "\x00"]
)
async def test_what_names_no_event_cannot_be_waited_for(desk: Desk, sent: str) -> None:
    answer = await desk.client().get("/items", headers={"Commonweal-After": sent})
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "header:commonweal-after")


async def test_many_may_come_at_once_where_the_path_says_so(desk: Desk) -> None:
    many = [an_item(name=f"Pack {n}", note="x" * 900) for n in range(1200)]
    answer = await desk.client().post("/bulk/items", json=many)
    assert (answer.status_code, answer.json()) == (200, {"taken": 1200})
