"""The list's bad tokens, judged by a gateway that signed them itself, and its bad HTTP, written to the real socket."""

import base64
import hashlib
import hmac
import json
import re
import resource
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc.jwk import OKPKey
from tests.conformance.callers import newcomer

from chassis.tokens import ISSUER
from commonweal.testing import Platform
from gateway.app import create
from gateway.clients.commands import revoke_client
from gateway.settings import Settings

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform")]
COUNCIL = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"
SECRET = "the buyer's secret is long"
BUYER = {"client_id": "buyer", "client_secret": SECRET, "organisation": COUNCIL, "roles": ["commissioner"]}
ENDED = {**BUYER, "client_id": "ended"}
#: Open to anybody, and read by the gateway itself: only the token can be wrong.
PAGE = "/problems"
STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
OWN: Mapping[str, Any] = {"alg": "EdDSA", "typ": "at+jwt"}
FAR = 9_999_999_999


def encoded(value: Any) -> str:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


class Forger:
    """Has the gateway's own key, so that nothing is wrong with a token but what is meant to be."""

    def __init__(self, key: OKPKey) -> None:
        self.key, private = key, key.get_op_key("sign")
        assert isinstance(private, Ed25519PrivateKey)
        self.sign = private.sign
        now = int(time.time())
        self.claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": "commonweal",
            "sub": "buyer",
            "iat": now,
            "exp": now + 300,
            "jti": "1",
        }
        self.claims |= {"scopes": ["read", "write"]}

    def token(self, *, header: Mapping[str, Any] | None = None, claims: str | None = None, **changes: Any) -> str:
        """Signed, with these claims changed (None leaves one out) or that header."""
        told = {name: value for name, value in {**self.claims, **changes}.items() if value is not None}
        head = encoded({**OWN, "kid": self.key.kid, **(header or {})})
        body = encoded(claims.encode() if claims is not None else told)
        return f"{head}.{body}.{encoded(self.sign(f'{head}.{body}'.encode()))}"

    def with_hmac(self) -> str:
        """Keyed by the public half, as if it were a secret."""
        head, body = encoded({"alg": "HS256", "typ": "at+jwt", "kid": self.key.kid}), encoded(self.claims)
        public = base64.urlsafe_b64decode(f"{self.key.as_dict(private=False)['x']}==")
        return f"{head}.{body}.{encoded(hmac.digest(public, f'{head}.{body}'.encode(), hashlib.sha256))}"

    def unsigned(self, algorithm: str) -> str:
        return f"{encoded({**OWN, 'alg': algorithm, 'kid': self.key.kid})}.{encoded(self.claims)}."


def huge(forger: Forger) -> str:
    text = json.dumps({**forger.claims, "exp": 0}).replace('"exp": 0', '"exp": 1e400')
    return forger.token(claims=text)


#: Row by row: the token, and what a read with it is answered. 401 unless the row harms nobody.
TOKENS: Mapping[str, Callable[[Forger], tuple[str, int]]] = {
    "alg none": lambda forger: (forger.unsigned("none"), 401),
    "alg nOnE": lambda forger: (forger.unsigned("nOnE"), 401),
    "HS256 signed with RS public key": lambda forger: (forger.with_hmac(), 401),
    "kid ../../dev/null": lambda forger: (forger.token(header={"kid": "../../dev/null"}), 401),
    "kid 1 MB": lambda forger: (forger.token(header={"kid": "k" * 20_000}), 401),  # longer is refused with 431
    "x5u attacker": lambda forger: (forger.token(header={"x5u": "https://evil.example/"}), 401),
    "crit unknown": lambda forger: (forger.token(header={"crit": ["x"], "x": 1}), 401),
    "aud other service": lambda forger: (forger.token(aud="registry"), 401),
    "aud list [ours,other]": lambda forger: (forger.token(aud=["commonweal", "other"]), 401),
    "iss trailing slash": lambda forger: (forger.token(iss=f"{ISSUER}/"), 401),
    "exp past 1s": lambda forger: (forger.token(exp=int(time.time()) - 1), 401),
    "exp 1e400": lambda forger: (huge(forger), 401),
    "nbf future": lambda forger: (forger.token(nbf=FAR), 401),
    "sub missing": lambda forger: (forger.token(sub=None), 401),
    "sub ' or 1=1": lambda forger: (forger.token(sub="' or 1=1"), 401),
    # What a client may do is read from the gateway's own register; what a token says of it is not even looked at.
    "tenant claim array": lambda forger: (forger.token(org=[COUNCIL, "x"]), 200),
    "roles mixed case": lambda forger: (forger.token(roles=["Platform_Admin"]), 200),
    "revoked jti": lambda forger: (forger.token(sub="ended"), 401),  # a token ends with its client
    "token of disabled user": lambda forger: (forger.token(sub="ended"), 401),
    "JWE instead of JWS": lambda forger: (f"{encoded({'alg': 'dir', 'enc': 'A256GCM'})}..{encoded(b'iv')}.YQ.YQ", 401),
    "b64=false": lambda forger: (forger.token(header={"b64": False, "crit": ["b64"]}), 401),
    "b64 padding/newlines": lambda forger: (forger.token() + "==", 401),
    "two Authorization headers": lambda forger: (forger.token(), 400),
    "token in query": lambda forger: ("", 200),  # nobody's: the same answer as without one
    "expired session refresh reuse": lambda forger: ("", 400),  # there is nothing to refresh with
}


@pytest.fixture
async def at_the_door(
    database_of: Callable[[str], AbstractAsyncContextManager[str]], tmp_path: Path
) -> AsyncIterator[tuple[httpx.AsyncClient, Forger]]:
    """A gateway without services, one client of which has ended; and one who holds its key."""
    credentials = tmp_path / "credentials.json"
    credentials.write_text(json.dumps({"clients": [BUYER, ENDED]}))
    async with database_of("gateway") as url:
        told = {"database_url": url, "secret": "a secret of the tests", "bootstrap_clients": str(credentials)}
        app = create(Settings.model_validate(told))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://x") as door,
        ):
            async with app.state.sessions.begin() as session:
                await revoke_client(session, "ended", now=datetime.now(UTC))
            yield door, Forger(app.state.keyring.signing(now=datetime.now(UTC)))


async def test_no_bad_token_is_believed(at_the_door: tuple[httpx.AsyncClient, Forger]) -> None:
    door, forger = at_the_door
    headers = {"Authorization": f"Bearer {forger.token()}"}
    assert (await door.get(PAGE, headers=headers)).status_code == 200, "the forger's own is good"
    answers = {name: (await presented(door, forger, name)).status_code for name in TOKENS}
    assert answers == {name: made(forger)[1] for name, made in TOKENS.items()}


async def test_no_token_makes_an_administrator(at_the_door: tuple[httpx.AsyncClient, Forger]) -> None:
    door, forger = at_the_door
    headers = {"Authorization": f"Bearer {forger.token(roles=['platform_admin'])}"}
    assert (await door.get("/oauth/clients", headers=headers)).status_code == 403


async def presented(caller: httpx.AsyncClient, forger: Forger, name: str) -> httpx.Response:
    """The answer to a read with the row's token, sent as the row says."""
    token, _ = TOKENS[name](forger)
    headers = [("Authorization", f"Bearer {token}")] if token else []
    if name == "two Authorization headers":
        headers *= 2
    if name == "token in query":
        return await caller.get(f"{PAGE}?access_token={forger.token()}")
    if name == "expired session refresh reuse":
        form = {"grant_type": "refresh_token", "refresh_token": forger.token(exp=1)}
        return await caller.post("/oauth/token", data=form, auth=("buyer", SECRET))
    return await caller.get(PAGE, headers=headers)


READ, HOST = b"GET /registry/v1/organisations HTTP/1.1\r\n", b"Host: commonweal\r\n"
END = b"Connection: close\r\n\r\n"
POST = b"POST /registry/v1/organisations HTTP/1.1\r\nHost: commonweal\r\nContent-Type: application/json\r\n"
REFUSED, FINE, EITHER = {400}, {200}, {200, 400}


def read(*headers: bytes, line: bytes = READ) -> bytes:
    return line + HOST + b"".join(header + b"\r\n" for header in headers) + END


def get(target: bytes) -> bytes:
    return read(line=b"GET " + target + b" HTTP/1.1\r\n")


#: Row by row: what is written to the socket, and the statuses that may come back for it; each request gets one answer.
REQUESTS: Mapping[str, tuple[bytes, set[int]]] = {
    "CL+TE": (POST + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX", REFUSED),
    "TE: chunked, identity": (POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", REFUSED),
    "TE<space>:": (POST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", REFUSED),
    "CL +3": (POST + b"Content-Length: +3\r\n\r\nabc", REFUSED),
    "CL -1": (POST + b"Content-Length: -1\r\n\r\n", REFUSED),
    "obs-fold": (POST + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", REFUSED),
    "chunk size 0x3": (POST + b"Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n", REFUSED),
    # A trailer is no header: whoever names an administrator there is still nobody.
    "chunk trailers overriding X-User": (
        POST + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-User: admin\r\n\r\n",
        {401},
    ),
    "no Host": (READ + END, REFUSED),
    "Host: internal": (READ + b"Host: registry:8101\r\n" + END, FINE),
    "absolute-form URI": (get(b"http://169.254.169.254/latest/meta-data/"), {200, 400, 404}),
    "TRACE": (read(line=b"TRACE /registry/v1/organisations HTTP/1.1\r\n"), {400, 405}),
    "method 1 kB": (read(line=b"G" * 1000 + b" / HTTP/1.1\r\n"), REFUSED),
    "HTTP/1.0 keep-alive": (READ.replace(b"1.1", b"1.0") + HOST + b"Connection: keep-alive\r\n\r\n", EITHER),
    "Expect: 100-continue never sent": (POST + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n", {100, 401}),
    "X-Forwarded-For x20 hops": (read(b"X-Forwarded-For: " + b", ".join([b"10.0.0.1"] * 20)), FINE),
    "X-Forwarded-Proto: https over http": (read(b"X-Forwarded-Proto: https"), FINE),
    "X-Original-URL: /admin": (read(b"X-Original-URL: /oauth/clients"), FINE),
    "X-Tenant-Id: OTHER": (read(b"X-Tenant-Id: other"), FINE),
    "Connection: X-Internal-Identity (hop-by-hop strip)": (
        READ + HOST + b"X-Internal-Identity: admin\r\nConnection: close, X-Internal-Identity\r\n\r\n",
        FINE,
    ),
    "baggage 9 kB": (read(b"baggage: " + b"a=b," * 2250), FINE),
    "Accept-Encoding x100": (read(*[b"Accept-Encoding: gzip"] * 100), {200, 431}),
    "If-Match *": (read(b"If-Match: *"), FINE),
    "If-Match weak W/": (read(b'If-Match: W/"1-0123456789abcdef"'), FINE),
    "Idempotency-Key 300 chars": (
        POST + b"Idempotency-Key: " + b"k" * 300 + b"\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
        {401, 422},
    ),
    "Idempotency-Key reused, other tenant": (b"", set()),  # needs two tenants: a test of its own, below
    "Cookie 64 kB": (read(b"Cookie: " + b"c" * 65_536), {400, 431}),
    "20,000 headers": (read(*(b"a%d: b" % n for n in range(20_000))), {400, 431}),
    "path /./": (get(b"/registry/v1/./organisations"), REFUSED),
    "path ;x=1": (get(b"/registry/v1/organisations;x=1"), REFUSED),
    "path overlong UTF-8 %c0%af": (get(b"/registry/v1/%c0%af"), REFUSED),
    "query a=1&a=2": (get(b"/registry/v1/organisations?name=a&name=b"), {422}),
    "query page=-1": (get(b"/registry/v1/organisations?limit=-1"), {422}),
    "query sort=password_hash": (get(b"/registry/v1/organisations?sort=password_hash"), {422}),
    "cursor tampered": (get(b"/registry/v1/organisations?cursor=AAAAAAAAAAAAAAAAAAAAAAAA"), {422}),
    "pipelined x1000": (b"", set()),  # counted in a test of its own, below
    "1000 idle connections": (b"", set()),  # likewise
}


@pytest.mark.parametrize("name", [name for name, (request, _) in REQUESTS.items() if request])
def test_bad_http_is_answered_once_and_nothing_follows_it_in(platform: Platform, name: str) -> None:
    request, allowed = REQUESTS[name]
    found = [int(status) for status in STATUS.findall(said(platform, request))]
    assert len(found) == 1, found
    assert found[0] in allowed
    assert platform.public.get("/readyz").status_code == 200


def test_a_key_of_another_tenant_is_another_key(platform: Platform) -> None:
    headers = {"Idempotency-Key": "the-same-for-both"}
    path, bodies = "/registry/v1/organisations", ({"name": "One of two"}, {"name": "The other"})
    clients = [newcomer(platform, "provider") for _ in bodies]
    answers = [client.post(path, json=body, headers=headers) for client, body in zip(clients, bodies, strict=True)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert [answer.json()["name"] for answer in answers] == ["One of two", "The other"]


def test_a_thousand_pipelined_requests_are_a_thousand_answers(platform: Platform) -> None:
    request = b"GET /healthz HTTP/1.1\r\nHost: commonweal\r\n\r\n"
    answered = said(platform, request * 999 + request[:-2] + b"Connection: close\r\n\r\n", within=30)
    assert [int(status) for status in STATUS.findall(answered)] == [200] * 1000


def test_a_thousand_who_say_nothing_keep_nobody_out(platform: Platform) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 4096), hard), hard))
    with ExitStack() as idle:
        for _ in range(1000):
            idle.enter_context(socket.create_connection(("127.0.0.1", platform.port), timeout=10))
        assert platform.public.get("/registry/v1/organisations").status_code == 200
    assert platform.public.get("/readyz").status_code == 200


def said(platform: Platform, request: bytes, *, within: float = 2.0) -> bytes:
    """Everything that comes back until the gateway hangs up, or for so many seconds."""
    answer, deadline = b"", time.monotonic() + within
    with socket.create_connection(("127.0.0.1", platform.port), timeout=within) as line, suppress(OSError):
        line.sendall(request)
        while piece := line.recv(65536):
            answer += piece
            line.settimeout(max(0.01, deadline - time.monotonic()))
    return answer
