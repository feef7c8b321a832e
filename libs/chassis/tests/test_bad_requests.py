"""Whatever is sent, the answer is a problem that says where: never a 5xx, an echo of a secret, or a change."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from libs.chassis.tests.desk import COUNCIL, Desk, an_item, gateway_key
from sqlalchemy import select

from chassis.identity import mint
from chassis.ledger import ledger

ROOT = Path(__file__).parents[3]
CATALOGUE = ROOT.parent / "shared/scenario/bad_inputs.jsonl"


def problem(answer: httpx.Response, status: int, name: str) -> dict[str, Any]:
    """The problem, once its shape is checked."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert (told["type"], told["status"]) == (f"/problems/{name}", status)
    assert told["instance"] == answer.request.url.path
    assert told["title"]
    assert told["detail"]
    return told


def places(answer: httpx.Response) -> list[str]:
    return [fault["path"] for fault in problem(answer, 422, "invalid")["errors"]]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"role": "admin"}, ["/role"]),
        ({"id": str(uuid4())}, ["/id"]),
        ({"version": 999}, ["/version"]),
        ({"name": ""}, ["/name"]),
        ({"name": " \u200b "}, ["/name"]),
        ({"name": "a\u202eb"}, ["/name"]),
        ({"name": "x" * 201}, ["/name"]),
        ({"name": 7}, ["/name"]),
        ({"kind": "LETTER"}, ["/kind"]),
        ({"kind": 0}, ["/kind"]),
        ({"value": {"amount": "1,00"}}, ["/value/amount"]),
        ({"value": {"amount": "01.00"}}, ["/value/amount"]),
        ({"value": {"amount": "1.00\n"}}, ["/value/amount"]),
        ({"value": {"amount": "\uff11.00"}}, ["/value/amount"]),
        ({"value": {"amount": 12.5}}, ["/value/amount"]),
        ({"value": {"amount": "-1.00"}}, ["/value/amount"]),
        ({"value": {"amount": "1.00", "currency": "EUR"}}, ["/value/currency"]),
        ({"value": None}, ["/value"]),
        ({"fee": "1e400"}, ["/fee"]),
        ({"due_at": 1767600000}, ["/due_at"]),
        ({"due_at": "1767600000"}, ["/due_at"]),
        ({"due_at": "2026-01-06"}, ["/due_at"]),
        ({"due_at": "2026-01-06T09:00:00"}, ["/due_at"]),
        ({"due_at": "2026-02-30T09:00:00Z"}, ["/due_at"]),
        ({"due_at": "9999-12-31T23:59:59-14:00"}, ["/due_at"]),
        ({"due_at": "2026-01-06T24:00:00Z"}, ["/due_at"]),
        ({"after": COUNCIL.hex}, ["/after"]),
        ({"after": f"{{{COUNCIL}}}"}, ["/after"]),
        ({"count": False}, ["/count"]),
        ({"count": "1"}, ["/count"]),
        ({"count": 1.0}, ["/count"]),
        ({"count": 2**63}, ["/count"]),
        ({"note": "\ud800"}, ["/note"]),
        ({"note": "a\0b"}, ["/note"]),
        ({"name": "", "kind": "x"}, ["/kind", "/name"]),
    ],
)
async def test_a_wrong_value_is_named_with_its_place(desk: Desk, changes: dict[str, Any], where: list[str]) -> None:
    body = json.dumps(an_item(**changes))
    answer = await desk.client().post("/items", content=body, headers={"Content-Type": "application/json"})
    assert sorted(places(answer)) == where
    assert await desk.names() == []


async def test_in_a_list_of_many_the_place_is_that_of_the_one(desk: Desk) -> None:
    answer = await desk.client().post("/bulk/items", json=[an_item(), an_item(kind="boat")])
    assert places(answer) == ["/1/kind"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "application/json-patch+json", ""]
)
async def test_a_body_of_another_media_type_is_not_guessed_at(desk: Desk, kind: str) -> None:
    answer = await desk.client().post("/items", content=json.dumps(an_item()), headers={"Content-Type": kind})
    problem(answer, 415, "unsupported-media-type")


async def test_a_compressed_body_is_not_opened(desk: Desk) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip, gzip, gzip, gzip"}
    problem(await desk.client().post("/items", content=b"\x1f\x8b", headers=headers), 415, "unsupported-media-type")


@pytest.mark.parametrize("path", ["/items", "/bulk/items"])
@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_is_cut_off_at_the_paths_limit(desk: Desk, path: str, declared: bool) -> None:
    limit = (1 if path == "/items" else 2) * 1024 * 1024

    async def pieces() -> Any:
        for _ in range(limit // 65536 + 1):
            yield b" " * 65536

    content = b" " * (limit + 1) if declared else pieces()
    answer = await desk.client().post(path, content=content, headers={"Content-Type": "application/json"})
    assert str(limit) in problem(answer, 413, "too-large")["detail"]


async def test_a_command_that_takes_nothing_takes_nothing(desk: Desk) -> None:
    path = f"/items/{uuid4()}/fail/rule"
    problem(await desk.client().post(path, json={"a": 1}), 422, "invalid")
    problem(await desk.client().post(path, json={}), 409, "rule-broken")


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("colour=red", ["query:colour"]),
        ("limit=1&limit=2", ["query:limit"]),
        ("kind=letter%00", ["query:kind"]),
        ("kind=%ff", ["query:kind"]),
        ("%00=1", ["query:\0"]),
        ("kind=%00&a=1", ["query:kind", "query:a"]),
        ("sort=password_hash", ["query:sort"]),
        ("token=x", ["query:token"]),
    ],
)
async def test_what_a_path_does_not_ask_is_not_taken(desk: Desk, query: str, where: list[str]) -> None:
    assert places(await desk.client().get(f"http://desk/registry/v1/items?{query}")) == where


async def test_who_misspells_a_parameter_reads_which_there_are(desk: Desk) -> None:
    answer = await desk.client().get("http://desk/registry/v1/items?kinds=letter")
    (fault,) = answer.json()["errors"]
    assert fault["detail"] == "There is no such parameter here. Known are: cursor, kind, limit."


async def test_a_path_that_leads_nowhere_is_told_from_a_thing_that_is_not_there(desk: Desk) -> None:
    nowhere = problem(await desk.client().get("http://desk/registry/v1/itemz"), 404, "not-found")
    assert nowhere["detail"] == "There is nothing at this path; the gateway's /openapi.json lists what there is."


@pytest.mark.parametrize("segment", ["%00", "a%00b", "%c0%af", "%ff"])
async def test_a_path_is_text(desk: Desk, segment: str) -> None:
    assert places(await desk.client().get(f"http://desk/registry/v1/items/{segment}")) == ["path"]


@pytest.mark.parametrize("segment", ["1", "x", "../items", ";x=1", "%2e%2e%2f", "0198c4f2-7a50-7c3e-9c1a"])
async def test_an_identifier_that_is_none_is_no_failure(desk: Desk, segment: str) -> None:
    answer = await desk.client().get(f"http://desk/registry/v1/items/{segment}")
    assert answer.status_code in {200, 404, 422}
    assert answer.status_code == 200 or answer.json()["type"] in {"/problems/not-found", "/problems/invalid"}


async def test_unknown_paths_and_methods_are_problems_too(desk: Desk) -> None:
    client = desk.client()
    problem(await client.get("/nothing"), 404, "not-found")
    answer = await client.delete("/items")
    assert problem(answer, 405, "method-not-allowed")
    assert {"GET", "POST"} & set(answer.headers["Allow"].split(", "))
    problem(await client.request("TRACE", "/items"), 405, "method-not-allowed")
    problem(await client.get("/items/"), 404, "not-found")


async def test_a_failure_of_ours_tells_nothing_but_that(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    answer = await desk.client().post(f"/items/{uuid4()}/fail/bug")
    problem(answer, 500, "internal")
    assert "secret" not in answer.text
    assert "1720000" not in answer.text
    assert "unhandled ZeroDivisionError" in caplog.text


async def test_a_value_that_only_the_database_refuses_is_still_no_failure(desk: Desk) -> None:
    problem(await desk.client().post(f"/items/{uuid4()}/fail/overflow"), 422, "invalid")


async def test_a_rule_may_name_the_place(desk: Desk) -> None:
    answer = await desk.client().post(f"/items/{uuid4()}/fail/value")
    assert places(answer) == ["/lots/0/value"]


async def test_a_refusal_is_undone_but_its_decision_is_on_record(desk: Desk) -> None:
    client, asked = desk.client(), uuid4()
    refused = problem(await client.post(f"/items/{asked}/refuse"), 409, "refused")
    assert (refused["decision"]["rule"], refused["decision"]["basis"]) == ("notice-period", "LAW")
    assert await desk.names() == []
    kept = await desk.client(subject="").get(f"/decisions/{asked}")
    assert (kept.status_code, kept.json()) == (200, refused["decision"])
    assert kept.json()["reasons"] == ["the notice was published 20 days ago", "it must stand for 25"]
    problem(await client.get(f"/decisions/{uuid4()}"), 404, "not-found")


@pytest.mark.parametrize("sent", ["Basic YTpi", "Bearer", "Bearer x.y.z", "Bearer " + "x" * 9000, "token"])
async def test_an_unproved_caller_is_asked_who_they_are(desk: Desk, sent: str) -> None:
    answer = await desk.client(subject="").post("/items", json=an_item(), headers={"Authorization": sent})
    problem(answer, 401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="commonweal", error=')


async def test_a_stranger_is_asked_and_a_known_one_without_the_role_refused(desk: Desk) -> None:
    body = an_item()
    problem(await desk.client(subject="").post("/items", json=body), 401, "unauthenticated")
    problem(await desk.client("Commissioner").put(f"/items/{uuid4()}", json=body), 403, "forbidden")
    problem(await desk.client("commissioner").put(f"/items/{uuid4()}", json=body), 404, "not-found")
    problem(await desk.client(organisation=None).post("/items", json=body), 403, "forbidden")
    problem(await desk.client(audience="ratings").post("/items", json=body), 401, "unauthenticated")


async def test_a_name_in_a_plain_header_is_nobodys(desk: Desk) -> None:
    headers = {"X-User-Id": "ann", "X-Tenant-Id": str(COUNCIL), "X-Forwarded-User": "ann", "X-Api-Key": "k"}
    problem(await desk.client(subject="").post("/items", json=an_item(), headers=headers), 401, "unauthenticated")


async def test_two_identities_are_none(desk: Desk) -> None:
    token = mint(gateway_key(), audience="registry", subject="ann", organisation=COUNCIL)
    headers = [("Authorization", f"Bearer {token}"), ("Authorization", f"Bearer {token}")]
    problem(await desk.client(subject="").post("/items", json=an_item(), headers=headers), 400, "malformed")


def catalogued() -> list[Any]:
    """The rows of the shared catalogue whose body any path could get."""
    if not CATALOGUE.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"no {CATALOGUE.name} beside the repository"))]
    rows = [json.loads(line) for line in CATALOGUE.read_text().splitlines()]
    mine = [row for row in rows if row["area"] == "body_generic" and row["where"] == "body"]
    return [pytest.param(row, id=str(row["id"])) for row in mine]


@pytest.mark.parametrize("row", catalogued())
async def test_the_catalogues_bodies_change_nothing(desk: Desk, row: dict[str, Any]) -> None:
    text = row["value"] if "value" in row else row["value_repeat"][0] * row["value_repeat"][1]
    answer = await desk.client().post("/items", content=text, headers={"Content-Type": "application/json"})
    assert answer.status_code in {413, 415, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    async with desk.sessions() as session:
        assert (await session.scalars(select(ledger.c.seq))).all() == []
