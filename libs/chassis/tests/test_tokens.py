"""A token is believed only if everything about it is as the gateway makes it."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jwe, jws
from joserfc.jwk import OctKey, OKPKey, RSAKey

from chassis.keys import KeySet
from chassis.problems import Problem
from chassis.tokens import Untrusted, Verifier, mint

Sign = Callable[[bytes], bytes]
NOW = 1_767_600_000
KEY = OKPKey.generate_key("Ed25519", {"kid": "k1"})
OTHER = OKPKey.generate_key("Ed25519", {"kid": "k1"})
KEYS = KeySet.of({"keys": [KEY.as_dict(private=False)]})
CLAIMS = {
    "iss": "commonweal-gateway",
    "aud": "tendering",
    "sub": "ann",
    "roles": ["commissioner"],
    "scopes": [],
    "iat": NOW,
    "exp": NOW + 60,
    "jti": "j1",
}


def signer(key: OKPKey) -> Sign:
    private = key.private_key
    assert isinstance(private, Ed25519PrivateKey)
    return private.sign


def text_of(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def signed(claims: Any, sign: Sign | None = None, **header: Any) -> str:
    """A token with a true signature, whatever it says; the library would refuse to make some of these."""
    payload = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    made = {"alg": "EdDSA", "typ": "at+jwt", "kid": "k1"} | header
    kept = {name: value for name, value in made.items() if value is not None}
    said = f"{text_of(json.dumps(kept).encode())}.{text_of(payload)}"
    return f"{said}.{text_of((sign or signer(KEY))(said.encode()))}"


async def test_what_the_gateway_mints_is_believed() -> None:
    council = uuid4()
    token = mint(KEY, audience="tendering", subject="ann", organisation=council, roles=["b", "a"], now=NOW)
    actor = await Verifier("tendering").actor(token, KEYS, now=NOW + 1)
    assert (actor.subject, actor.organisation, actor.roles) == ("ann", council, frozenset({"a", "b"}))
    assert actor.has("a")
    assert not actor.has("A")


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "commonweal-gateway/"},
        {"iss": None},
        {"aud": "ratings"},
        {"aud": ["tendering", "ratings"]},
        {"aud": ["tendering"]},
        {"exp": NOW},
        {"exp": NOW - 1},
        {"exp": None},
        {"exp": True},
        {"exp": float(NOW + 60)},
        {"exp": str(NOW + 60)},
        {"exp": NOW + 86_400},
        {"iat": NOW + 60},
        {"iat": None},
        {"nbf": NOW + 30},
        {"nbf": "now"},
        {"sub": None},
        {"sub": ""},
        {"sub": ["ann"]},
        {"sub": "x" * 256},
        {"jti": None},
        {"org": ["0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"]},
        {"org": "northbridge"},
        {"roles": "commissioner"},
        {"roles": [1]},
        {"scopes": {"a": 1}},
    ],
)
async def test_each_claim_must_be_there_and_hold(claims: dict[str, Any]) -> None:
    told = {name: value for name, value in (CLAIMS | claims).items() if value is not None}
    with pytest.raises(Untrusted):
        await Verifier("tendering").actor(signed(told), KEYS, now=NOW)


async def test_the_claims_that_the_others_vary_are_believed() -> None:
    assert (await Verifier("tendering").actor(signed(CLAIMS), KEYS, now=NOW)).subject == "ann"


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none"},
        {"alg": "nOnE"},
        {"alg": "Ed25519"},
        {"typ": "JWT"},
        {"typ": "id+jwt"},
        {"typ": None},
        {"kid": None},
        {"kid": "../../dev/null"},
        {"kid": "k2"},
        {"kid": ["k1"]},
        {"kid": "k" * 33},
        {"jku": "https://evil.example/keys"},
        {"x5u": "https://evil.example/cert"},
        {"jwk": OTHER.as_dict(private=False)},
        {"crit": ["exp"]},
        {"b64": False, "crit": ["b64"]},
    ],
)
async def test_the_header_says_what_ours_says_and_nothing_more(header: dict[str, Any]) -> None:
    with pytest.raises(Untrusted):
        await Verifier("tendering").actor(signed(CLAIMS, **header), KEYS, now=NOW)


def forged() -> list[str]:
    """Tokens that are signed wrongly, or are not tokens."""
    true = signed(CLAIMS)
    header, payload, signature = true.split(".")
    public, rsa = KEY.as_pem(private=False), RSAKey.generate_key(2048, {"kid": "k1"})
    return [
        signed(CLAIMS, signer(OTHER)),
        signed(CLAIMS, lambda said: hmac.digest(public, said, "sha256"), alg="HS256"),
        signed(CLAIMS, lambda said: hmac.digest(public, said, "sha512"), alg="HS512"),
        jws.serialize_compact({"alg": "RS256", "typ": "at+jwt", "kid": "k1"}, json.dumps(CLAIMS), rsa),
        f"{header}.{payload}.",
        f"{header}.{payload}",
        f"{header}.{payload}.{signature[:-4]}AAAA",
        f"{header}.{payload}.{signature}==",
        f"{header}\n.{payload}.{signature}",
        f"{header[:5]}.{payload}.{signature}",
        f" {true}",
        true + "." + signature,
        signed(b'{"sub": "ann", "sub": "bob"}'),
        signed(json.dumps(CLAIMS).encode()[:-1] + b', "exp": 1e400}'),
        signed(b"[]"),
        signed(b"\xff"),
        jwe.encrypt_compact({"alg": "dir", "enc": "A128GCM"}, b"{}", OctKey.generate_key(128)),
        "",
        "x" * 20_000,
    ]


@pytest.mark.parametrize("token", [pytest.param(token, id=str(place)) for place, token in enumerate(forged())])
async def test_a_token_that_is_not_signed_by_the_gateway_is_not_believed(token: str) -> None:
    with pytest.raises(Untrusted):
        await Verifier("tendering").actor(token, KEYS, now=NOW)


async def test_a_believed_token_is_not_proved_again_until_it_expires() -> None:
    keys = KeySet.of({"keys": [KEY.as_dict(private=False)]})
    verifier, token = Verifier("tendering", remembered=2), signed(CLAIMS)
    actor = await verifier.actor(token, keys, now=NOW)
    keys.keys, keys.fetch = {}, KeySet.of({"keys": []}).fetch  # from here on no proof could succeed
    assert await verifier.actor(token, keys, now=NOW + 59.9) is actor
    with pytest.raises(Problem, match="cannot be read"):
        await verifier.actor(token, keys, now=NOW + 60)


async def test_only_so_many_tokens_are_remembered() -> None:
    verifier = Verifier("tendering", remembered=2)
    for name in ("ann", "bob", "cat"):
        await verifier.actor(mint(KEY, audience="tendering", subject=name, now=time.time()), KEYS, now=time.time())
    assert [actor.subject for actor, _ in verifier.believed.values()] == ["bob", "cat"]
