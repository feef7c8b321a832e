"""Everybody's share, at the door."""

from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

import httpx
from gateway.tests.conftest import ADMIN, BUYER, House


class Opened(Protocol):
    """The fixture `opened`."""

    def __call__(self, **settings: Any) -> AbstractAsyncContextManager[House]: ...


async def test_beyond_its_quota_a_caller_is_told_to_come_again(opened: Opened) -> None:
    async with opened(quota_window=3600, anonymous_quota=3) as house, house.caller() as anybody:
        answers = [await anybody.get("/registry/v1/things") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["ratelimit-policy"] == '"anonymous";q=3;w=3600'
    assert answers[0].headers["ratelimit"].startswith('"anonymous";r=2;t=')
    assert answers[3].json()["type"] == "/problems/too-many-requests"
    assert 1 <= int(answers[3].headers["retry-after"]) <= 3600
    assert len(house.upstream.asked) == 3


async def test_no_spelling_and_no_header_opens_a_second_quota(opened: Opened) -> None:
    async with opened(quota_window=3600, anonymous_quota=7) as house, house.caller() as anybody:
        base = httpx.URL(house.url)
        paths = [
            b"/registry/v1/x",
            b"//registry/v1/x",
            b"/Registry/v1/x",
            b"/registry/v1/%78",
            b"/registry/v1/x/",
            b"/%2e/x",
        ]
        for path in paths:
            await anybody.get(base.copy_with(raw_path=path))
        await anybody.get("/registry/v1/x", headers={"Authorization": "Bearer x"})
        last = await anybody.get(
            "/registry/v1/x", headers={"X-Forwarded-For": "192.0.2.77", "Forwarded": "for=192.0.2.78"}
        )
    assert last.status_code == 429


async def test_callers_behind_our_own_proxy_do_not_share_a_quota(opened: Opened) -> None:
    here = ("127.0.0.0/8", "::1/128")
    async with opened(quota_window=3600, anonymous_quota=1, proxies=here) as house, house.caller() as proxy:
        first, second, again = [
            (await proxy.get("/registry/v1/things", headers={"X-Forwarded-For": f"203.0.113.9, {address}"})).status_code
            for address in ("192.0.2.1", "198.51.100.1", "192.0.2.2")
        ]
    assert (first, second, again) == (200, 200, 429)


async def test_a_known_client_has_a_quota_of_its_own(opened: Opened) -> None:
    async with opened(quota_window=3600, anonymous_quota=100, client_quota=2) as house:
        async with house.caller(**await house.signed_in(BUYER)) as buyer:
            known = [(await buyer.get("/registry/v1/things")).status_code for _ in range(3)]
        async with house.caller(**await house.signed_in(ADMIN)) as admin, house.caller() as anybody:
            others = [(await who.get("/registry/v1/things")).status_code for who in (admin, anybody)]
    assert (known, others) == ([200, 200, 429], [200, 200])


async def test_guessing_secrets_is_dear(opened: Opened) -> None:
    async with opened(quota_window=3600, anonymous_quota=100, token_cost=40) as house, house.caller() as guessing:
        form = {"grant_type": "client_credentials"}
        statuses = [
            (await guessing.post("/oauth/token", data=form, auth=("buyer", f"guess {number}"))).status_code
            for number in range(3)
        ]
    assert statuses == [401, 401, 429]


async def test_whether_we_live_and_how_we_sign_may_always_be_asked(opened: Opened) -> None:
    async with opened(quota_window=3600, anonymous_quota=1) as house, house.caller() as anybody:
        for _ in range(3):
            for path in ("/healthz", "/readyz", "/.well-known/jwks.json"):
                answer = await anybody.get(path)
                assert answer.status_code == 200, answer.text
                assert "ratelimit" not in answer.headers
