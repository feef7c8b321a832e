"""Registering those who may call, and ending them."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from gateway.tests.conftest import ADMIN, BUYER, COUNCIL, House

from gateway.clients.bootstrap import bootstrap

SPEND = {
    "name": "Spend",
    "client_id": "northbridge-spend",
    "organisation": COUNCIL,
    "roles": ["commissioner", "auditor"],
}


@pytest.fixture
async def admin(gateway_house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with gateway_house.caller(**await gateway_house.signed_in(ADMIN)) as caller:
        yield caller


async def test_a_registered_client_acts_for_its_organisation_in_its_roles(
    gateway_house: House, admin: httpx.AsyncClient
) -> None:
    made = await admin.post("/oauth/clients", json=SPEND)
    assert made.status_code == 201, made.text
    assert made.headers["cache-control"] == "no-store"
    assert (made.json()["organisation"], made.json()["roles"]) == (COUNCIL, ["auditor", "commissioner"])
    async with gateway_house.caller(**await gateway_house.signed_in(made.json())) as spend:
        assert (await spend.post("/registry/v1/things")).status_code == 200
    shown = (await admin.get("/oauth/clients/northbridge-spend")).json()
    assert shown["client_id"] == "northbridge-spend"
    assert "client_secret" not in shown
    assert "digest" not in shown


async def test_a_client_needs_no_name_of_its_own(admin: httpx.AsyncClient) -> None:
    made = [(await admin.post("/oauth/clients", json={"name": "Spend"})).json()["client_id"] for _ in range(2)]
    assert len(set(made)) == 2


async def test_a_secret_is_never_shown_twice(admin: httpx.AsyncClient) -> None:
    again = {"Idempotency-Key": "once"}
    first = await admin.post("/oauth/clients", json={"name": "Spend"}, headers=again)
    second = await admin.post("/oauth/clients", json={"name": "Spend"}, headers=again)
    assert first.json()["client_secret"] != second.json()["client_secret"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"roles": ["root"]}, 422),
        ({"roles": "commissioner"}, 422),
        ({"client_id": "Not Plain"}, 422),
        ({"client_id": "buyer"}, 409),
        ({"organisation": "northbridge"}, 422),
        ({"quota": 0}, 422),
        ({"name": ""}, 422),
        ({"name": "\u200b"}, 422),
        ({"scopes": ["write"]}, 422),
        ({"digest": "x"}, 422),
    ],
)
async def test_a_client_that_cannot_be_is_not_registered(
    admin: httpx.AsyncClient, change: dict[str, Any], status: int
) -> None:
    answer = await admin.post("/oauth/clients", json=SPEND | change)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert len((await admin.get("/oauth/clients")).json()["items"]) == 2


async def test_only_the_administrator_registers_lists_and_ends_clients(gateway_house: House) -> None:
    for headers, status in (({}, 401), (await gateway_house.signed_in(BUYER), 403)):
        async with gateway_house.caller(**headers) as somebody:
            answers = [
                await somebody.post("/oauth/clients", json=SPEND),
                await somebody.post("/oauth/api-keys", json={"name": "App"}),
                await somebody.get("/oauth/clients"),
                await somebody.get("/oauth/clients/admin"),
                await somebody.delete("/oauth/clients/admin"),
            ]
        assert [answer.status_code for answer in answers] == [status] * 5


async def test_a_key_reads_and_never_writes(gateway_house: House, admin: httpx.AsyncClient) -> None:
    made = (await admin.post("/oauth/api-keys", json={"name": "App", "roles": ["auditor", "platform_admin"]})).json()
    async with gateway_house.caller(**{"X-Api-Key": made["api_key"]}) as app:
        read = await app.get("/registry/v1/things")
        assert (await app.post("/registry/v1/things")).status_code == 403
        assert (await app.delete("/oauth/clients/admin")).status_code == 403
    assert dict(read.json()["headers"])["authorization"].startswith("Bearer ")
    for wrong in (made["api_key"] + "x", made["client_id"], f"{made['client_id']}.", ".", "", "admin.x"):
        async with gateway_house.caller(**{"X-Api-Key": wrong}) as nobody:
            assert (await nobody.get("/registry/v1/things")).status_code == 401, wrong


async def test_a_key_gets_no_token_and_a_clients_secret_is_no_key(
    gateway_house: House, admin: httpx.AsyncClient
) -> None:
    made = (await admin.post("/oauth/api-keys", json={"name": "App"})).json()
    key_id, _, secret = made["api_key"].rpartition(".")
    async with gateway_house.caller() as anybody:
        asked = await anybody.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=(key_id, secret))
    assert asked.status_code == 401
    async with gateway_house.caller(**{"X-Api-Key": f"buyer.{BUYER['client_secret']}"}) as nobody:
        assert (await nobody.get("/registry/v1/things")).status_code == 401


async def test_a_revoked_client_is_nobody_at_once(gateway_house: House, admin: httpx.AsyncClient) -> None:
    token = await gateway_house.signed_in(BUYER)
    async with gateway_house.caller(**token) as buyer:
        assert (await buyer.get("/registry/v1/things")).status_code == 200
        ended = await admin.delete("/oauth/clients/buyer")
        assert (ended.status_code, bool(ended.json()["revoked_at"])) == (200, True)
        assert (await buyer.get("/registry/v1/things")).status_code == 401
        form = {"grant_type": "client_credentials"}
        asked = await buyer.post("/oauth/token", data=form, auth=("buyer", str(BUYER["client_secret"])))
    assert asked.status_code == 401
    assert (await admin.delete("/oauth/clients/buyer")).status_code == 409
    assert (await admin.delete("/oauth/clients/nobody")).status_code == 404


async def test_first_clients_are_made_once_and_kept_as_they_are_written(gateway_house: House, tmp_path: Path) -> None:
    sessions, path = gateway_house.app.state.sessions, tmp_path / "changed.json"
    path.write_text(json.dumps({"clients": [ADMIN, {**BUYER, "client_secret": "a new secret for the buyer"}]}))
    for _ in range(2):
        await bootstrap(sessions, str(path), now=datetime.now(UTC))
    assert await gateway_house.token({**BUYER, "client_secret": "a new secret for the buyer"})
    assert await gateway_house.token(ADMIN)
    async with gateway_house.caller(**await gateway_house.signed_in(ADMIN)) as admin:
        assert len((await admin.get("/oauth/clients")).json()["items"]) == 2


async def test_clients_are_listed_in_pages(admin: httpx.AsyncClient) -> None:
    for number in range(3):
        await admin.post("/oauth/clients", json={"name": "App", "client_id": f"app-{number}"})
    first = (await admin.get("/oauth/clients?limit=3")).json()
    second = (await admin.get("/oauth/clients", params={"limit": 3, "cursor": first["next"]})).json()
    names = [client["client_id"] for page in (first, second) for client in page["items"]]
    assert names == ["admin", "app-0", "app-1", "app-2", "buyer"]
    assert second["next"] is None
