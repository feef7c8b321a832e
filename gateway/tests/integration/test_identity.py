"""Who one is at the door: tokens, keys, and what is not good for either."""

import base64
import json
import time
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import httpx
import pytest
from gateway.tests.conftest import ADMIN, BUYER, SECRET, House
from joserfc.jwk import OKPKey
from sqlalchemy import select, update

from chassis.testing import postgres_url
from chassis.testing.databases import administer
from chassis.tokens import mint
from gateway.identity.domain import AHEAD, SIGNS, SigningKey
from gateway.identity.keyring import Keyring
from gateway.identity.sealing import Seal, WrongSecret
from gateway.identity.tables import signing_keys


class Opened(Protocol):
    """The fixture `opened`."""

    def __call__(self, **settings: Any) -> AbstractAsyncContextManager[House]: ...


async def asks(house: House, **headers: str) -> int:
    """The status with which a read is answered."""
    async with house.caller(**headers) as caller:
        return (await caller.get("/registry/v1/things")).status_code


async def test_a_client_gets_a_bearer_token_for_a_quarter_of_an_hour(gateway_house: House) -> None:
    async with gateway_house.caller() as asking:
        form = {"grant_type": "client_credentials", "client_id": "buyer", "client_secret": BUYER["client_secret"]}
        answer = await asking.post("/oauth/token", data=form)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert (answer.json()["token_type"], answer.json()["expires_in"]) == ("Bearer", 900)
    header, claims, _ = answer.json()["access_token"].split(".")
    assert json.loads(base64.urlsafe_b64decode(header + "=="))["typ"] == "at+jwt"
    assert json.loads(base64.urlsafe_b64decode(claims + "=="))["aud"] == "commonweal"


@pytest.mark.parametrize(
    ("client_id", "secret"),
    [("buyer", "the wrong secret here"), ("nobody", "x" * 20), ("buyer", ""), ("", ""), ("b", "\0")],
)
async def test_a_wrong_secret_gets_nothing(gateway_house: House, client_id: str, secret: str) -> None:
    async with gateway_house.caller() as asking:
        answer = await asking.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=(client_id, secret))
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"
    assert answer.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("grant_type=password", "application/x-www-form-urlencoded"),
        ("grant_type=client_credentials&grant_type=client_credentials", "application/x-www-form-urlencoded"),
        ('{"grant_type": "client_credentials"}', "application/json"),
        ("", "application/x-www-form-urlencoded"),
        ("x" * 20_000, "application/x-www-form-urlencoded"),
    ],
)
async def test_a_token_is_asked_for_in_the_one_way(gateway_house: House, body: str, content_type: str) -> None:
    async with gateway_house.caller() as asking:
        answer = await asking.post("/oauth/token", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == 400
    assert answer.json()["error"] in {"invalid_request", "unsupported_grant_type"}


async def test_credentials_that_are_not_good_are_refused_even_where_none_are_needed(gateway_house: House) -> None:
    token = await gateway_house.token(BUYER)
    stranger = OKPKey.generate_key("Ed25519", {"kid": "stranger"})
    for_a_service = mint(
        gateway_house.app.state.keyring.signing(now=datetime.now(UTC)), audience="registry", subject="buyer"
    )
    expired = mint(
        gateway_house.app.state.keyring.signing(now=datetime.now(UTC)),
        audience="commonweal",
        subject="buyer",
        now=time.time() - 61,
    )
    for bad in (
        "Bearer",
        "Bearer x",
        f"Basic {token}",
        f"Bearer {token}x",
        f"Bearer {token[:-3]}AAA",
        f"Bearer {mint(stranger, audience='commonweal', subject='buyer')}",
        f"Bearer {for_a_service}",
        f"Bearer {expired}",
    ):
        assert await asks(gateway_house, Authorization=bad) == 401, bad
    assert await asks(gateway_house, Authorization=f"bearer {token}") == 200
    assert await asks(gateway_house, Authorization=f"Bearer {token}", **{"X-Api-Key": "x.y"}) == 400


async def test_an_access_token_is_of_no_use_inside(gateway_house: House) -> None:
    from chassis.keys import KeySet
    from chassis.tokens import Untrusted, Verifier

    keys = KeySet(gateway_house.app.state.keyring.published)
    with pytest.raises(Untrusted):
        await Verifier("registry").actor(await gateway_house.token(BUYER), keys, now=time.time())


async def test_a_token_may_be_for_reading_only(gateway_house: House) -> None:
    async with gateway_house.caller(**await gateway_house.signed_in(BUYER, scope="read")) as reader:
        assert (await reader.get("/registry/v1/things")).status_code == 200
        assert (await reader.post("/registry/v1/things")).status_code == 403


async def test_a_token_in_the_address_is_nobodys(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        answer = await anybody.get(f"/registry/v1/things?access_token={await gateway_house.token(BUYER)}")
    assert "authorization" not in dict(answer.json()["headers"])


async def test_a_key_is_changed_without_anybody_noticing(gateway_house: House) -> None:
    state = gateway_house.app.state
    before = await gateway_house.token(BUYER)
    old = state.keyring.signing(now=datetime.now(UTC)).kid
    await state.keyring.renew(now=datetime.now(UTC) + SIGNS - AHEAD)
    assert len((await state.keyring.published())["keys"]) == 2
    async with state.sessions.begin() as session:
        shift = update(signing_keys).values(
            signs_from=signing_keys.c.signs_from - SIGNS, signs_until=signing_keys.c.signs_until - SIGNS
        )
        await session.execute(shift)
    await state.keyring.renew(now=datetime.now(UTC))
    state.tokens.genuine.clear()
    assert state.keyring.signing(now=datetime.now(UTC)).kid != old
    assert await asks(gateway_house, Authorization=f"Bearer {before}") == 200
    assert await asks(gateway_house, Authorization=f"Bearer {await gateway_house.token(BUYER)}") == 200


async def test_private_keys_are_not_to_be_read_in_the_database(gateway_house: House) -> None:
    state = gateway_house.app.state
    async with state.sessions() as session:
        [key] = list(await session.scalars(select(SigningKey)))
    assert b"PRIVATE" not in key.sealed
    assert b"PRIVATE" in Seal(SECRET).open(key.sealed, key.kid)
    with pytest.raises(WrongSecret):
        await Keyring(state.sessions, Seal("another")).renew(now=datetime.now(UTC))


async def test_two_gateways_share_their_keys(gateway_house: House) -> None:
    other = Keyring(gateway_house.app.state.sessions, Seal(SECRET))
    await other.renew(now=datetime.now(UTC))
    now = datetime.now(UTC) + timedelta(seconds=1)
    assert other.signing(now=now).kid == gateway_house.app.state.keyring.signing(now=now).kid


async def test_the_key_set_holds_public_halves_only(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        [key] = (await anybody.get("/.well-known/jwks.json")).json()["keys"]
    assert key.keys() == {"kty", "crv", "x", "kid", "use", "alg"}


async def test_the_administrator_is_one_because_the_first_clients_say_so(gateway_house: House) -> None:
    async with gateway_house.caller(**await gateway_house.signed_in(ADMIN)) as admin:
        names = [client["client_id"] for client in (await admin.get("/oauth/clients")).json()["items"]]
    assert names == ["admin", "buyer"]


async def test_while_the_database_is_away_a_caller_is_asked_to_come_again(gateway_house: House) -> None:
    signed = await gateway_house.signed_in(BUYER)
    database = gateway_house.app.state.engine.url.database
    gateway_house.app.state.callers.forget(BUYER["client_id"])
    await administer(
        postgres_url(),
        f'alter database "{database}" with allow_connections false',
        f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'",
    )
    async with gateway_house.caller(**signed) as caller:
        away = await caller.get("/registry/v1/things")
        assert (away.status_code, away.headers.get("retry-after")) == (503, "1"), away.text
        await administer(postgres_url(), f'alter database "{database}" with allow_connections true')
        assert (await caller.get("/registry/v1/things")).status_code == 200


async def signs_in(house: House, onward: str, secret: str = str(BUYER["client_secret"])) -> httpx.Response:
    """What a browser is answered that fills in the form."""
    async with house.caller() as browser:
        form = {"client_id": "buyer", "client_secret": secret, "next": onward}
        return await browser.post("/oauth/sign-in", data=form)


async def test_a_browser_that_signed_in_is_known_by_a_cookie_that_no_script_reads(gateway_house: House) -> None:
    answer = await signs_in(gateway_house, "/registry/v1/things")
    assert (answer.status_code, answer.headers["location"]) == (303, "/registry/v1/things")
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Max-Age=900", "Path=/"} <= set(cookie.split("; "))
    assert await asks(gateway_house, Cookie=cookie.partition(";")[0]) == 200
    assert await asks(gateway_house, Cookie="other=1; commonweal=nonsense") == 401


async def test_what_cookies_others_set_is_not_our_business(gateway_house: House) -> None:
    async with gateway_house.caller() as browser:
        theirs = [(b"Cookie", "other=café".encode())]
        assert (await browser.get("/registry/v1/things", headers=theirs)).status_code == 200


async def test_where_people_type_https_the_cookie_travels_no_other_way(opened: Opened) -> None:
    async with opened(public_url="https://commonweal.example") as house:
        assert "Secure" in (await signs_in(house, "/")).headers["set-cookie"].split("; ")


async def test_a_browser_that_mistyped_is_asked_again_and_then_goes_where_it_was_going(gateway_house: House) -> None:
    answer = await signs_in(gateway_house, "/registry/v1/things", "the wrong secret here")
    assert (answer.status_code, "set-cookie" in answer.headers) == (401, False)
    assert "There is no such client, or this is not its secret." in answer.text
    assert '<input type="hidden" name="next" value="/registry/v1/things">' in answer.text
    assert "the wrong secret here" not in answer.text


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example/", "/../x", "/a//b", ""])
async def test_after_signing_in_a_browser_goes_to_a_path_of_ours(gateway_house: House, elsewhere: str) -> None:
    assert (await signs_in(gateway_house, elsewhere)).headers["location"] == "/"


@pytest.mark.parametrize(("site", "allowed"), [("same-origin", True), ("cross-site", False), ("same-site", False)])
async def test_a_cookie_moves_nothing_from_another_sites_page(gateway_house: House, site: str, allowed: bool) -> None:
    cookie = (await signs_in(gateway_house, "/")).headers["set-cookie"].partition(";")[0]
    headers = {"Cookie": cookie, "Sec-Fetch-Site": site}
    async with gateway_house.caller(**headers) as browser:
        answer = await browser.post("/registry/v1/things", json={})
    assert (answer.status_code != 403) is allowed
    async with gateway_house.caller(Cookie=cookie) as old_browser:
        assert (await old_browser.post("/registry/v1/things", json={})).status_code == 403
