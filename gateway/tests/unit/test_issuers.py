"""Tokens of other issuers: each way of forging one fails for its own reason."""

import base64
import hmac
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from joserfc import jws
from joserfc.jwk import KeySet, OKPKey, RSAKey

from chassis.tokens import Untrusted
from gateway.identity.issuers import FRESH, ForeignIssuer, ForeignKeys
from gateway.settings import Issuer

NOW = 1_800_000_000
COUNCIL = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"
RSA = RSAKey.generate_key(2048, {"kid": "rsa-1"})
ED = OKPKey.generate_key("Ed25519", {"kid": "ed-1"})
SETTINGS = Issuer(issuer="https://login.northbridge.example", jwks_url="https://login.northbridge.example/jwks")


def claims(**changes: Any) -> dict[str, Any]:
    usual = {
        "iss": SETTINGS.issuer,
        "aud": "commonweal",
        "sub": "officer-7",
        "jti": "1",
        "iat": NOW - 10,
        "exp": NOW + 300,
        "organisation": COUNCIL,
        "roles": ["commissioner"],
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def signed(payload: bytes | dict[str, Any], key: Any = RSA, alg: str = "RS256", **header: Any) -> str:
    text = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    registry = jws.JWSRegistry(algorithms=[alg], strict_check_header=False)
    whole = {"alg": alg, "typ": "at+jwt", "kid": key.kid, **header}
    return jws.serialize_compact(whole, text, key, registry=registry)


class Published:
    """What the issuer publishes, and how often it was asked."""

    def __init__(self, *keys: Any) -> None:
        self.keys, self.times, self.away = keys, 0, False

    async def __call__(self) -> Mapping[str, Any]:
        self.times += 1
        if self.away:
            raise OSError("planted")
        return KeySet(list(self.keys)).as_dict(private=False)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def issuer() -> ForeignIssuer:
    return ForeignIssuer(SETTINGS, ForeignKeys(Published(RSA, ED)))


@pytest.mark.parametrize(("key", "alg"), [(RSA, "RS256"), (ED, "EdDSA")])
async def test_a_genuine_token_makes_its_subject_an_actor(issuer: ForeignIssuer, key: Any, alg: str) -> None:
    actor = await issuer.actor(signed(claims(), key, alg), now=NOW)
    assert actor.subject == "https://login.northbridge.example#officer-7"
    assert actor.organisation == UUID(COUNCIL)
    assert actor.roles == {"commissioner"}


async def test_an_issuer_gives_only_the_roles_it_was_trusted_with(issuer: ForeignIssuer) -> None:
    token = signed(claims(roles=["platform_admin", "Commissioner", "provider"]))
    assert (await issuer.actor(token, now=NOW)).roles == {"provider"}


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://login.northbridge.example/"},
        {"aud": ["commonweal", "other"]},
        {"aud": ["commonweal"]},
        {"aud": "other"},
        {"aud": None},
        {"exp": NOW},
        {"exp": None},
        {"exp": float(NOW + 300)},
        {"exp": str(NOW + 300)},
        {"exp": True},
        {"nbf": NOW + 60},
        {"iat": NOW + 60},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 201},
        {"sub": "naïve"},
        {"sub": "a\nb"},
        {"jti": None},
        {"organisation": [COUNCIL]},
        {"organisation": "northbridge"},
        {"roles": "commissioner"},
        {"roles": [["commissioner"]]},
    ],
)
async def test_a_claim_that_does_not_hold_makes_it_worthless(issuer: ForeignIssuer, changes: dict[str, Any]) -> None:
    with pytest.raises(Untrusted):
        await issuer.actor(signed(claims(**changes)), now=NOW)


@pytest.mark.parametrize(
    "header",
    [
        {"typ": "JWT"},
        {"typ": "id+jwt"},
        {"typ": None},
        {"kid": "../../dev/null"},
        {"kid": "k" * 33},
        {"kid": "k" * 100_000},
        {"kid": ["rsa-1"]},
        {"kid": "unknown"},
        {"crit": ["exp"], "exp": 1},
        {"b64": False},
        {"zip": "DEF"},
    ],
)
async def test_a_header_that_changes_the_rules_makes_it_worthless(
    issuer: ForeignIssuer, header: dict[str, Any]
) -> None:
    with pytest.raises(Untrusted):
        await issuer.actor(forged({"alg": "RS256", "typ": "at+jwt", "kid": "rsa-1", **header}), now=NOW)


def forged(header: dict[str, Any], key: RSAKey = RSA) -> str:
    """Signed correctly, whatever the header says."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    parts = [json.dumps(part).encode() for part in (header, claims())]
    text = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    signature = key.private_key.sign(text, padding.PKCS1v15(), hashes.SHA256())  # type: ignore[union-attr]
    return (text + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")).decode()


async def test_the_forger_of_these_tests_can_also_write_a_genuine_one(issuer: ForeignIssuer) -> None:
    token = forged({"alg": "RS256", "typ": "at+jwt", "kid": "rsa-1", "jku": "https://attacker.example"})
    assert (await issuer.actor(token, now=NOW)).roles == {"commissioner"}


async def test_a_public_key_is_no_shared_secret(issuer: ForeignIssuer) -> None:
    unsigned = forged({"alg": "HS256", "typ": "at+jwt", "kid": "rsa-1"}).rsplit(".", 1)[0]
    seal = hmac.digest(RSA.as_pem(private=False), unsigned.encode(), "sha256")
    with pytest.raises(Untrusted):
        await issuer.actor(f"{unsigned}.{base64.urlsafe_b64encode(seal).decode().rstrip('=')}", now=NOW)


@pytest.mark.parametrize("alg", ["none", "nOnE", "HS256", "ES256"])
async def test_the_algorithm_must_be_the_keys_own(issuer: ForeignIssuer, alg: str) -> None:
    with pytest.raises(Untrusted):
        await issuer.actor(forged({"alg": alg, "typ": "at+jwt", "kid": "rsa-1"}), now=NOW)


async def test_another_hand_does_not_sign_for_the_issuer(issuer: ForeignIssuer) -> None:
    stranger = RSAKey.generate_key(2048, {"kid": "rsa-1"})
    with pytest.raises(Untrusted):
        await issuer.actor(signed(claims(), stranger), now=NOW)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token + "=",
        lambda token: token.replace(".", ".\n", 1),
        lambda token: token.rsplit(".", 1)[0] + ".",
        lambda token: token + ".x.y",
        lambda token: "",
        lambda token: "a.b.c",
        lambda token: "é" + token,
    ],
)
async def test_what_is_not_exactly_a_signed_token_is_none(issuer: ForeignIssuer, spoil: Any) -> None:
    with pytest.raises(Untrusted):
        await issuer.actor(spoil(signed(claims())), now=NOW)


async def test_a_claim_said_twice_makes_it_worthless(issuer: ForeignIssuer) -> None:
    twice = json.dumps(claims())[:-1] + ', "sub": "somebody else"}'
    with pytest.raises(Untrusted):
        await issuer.actor(signed(twice.encode()), now=NOW)


async def test_keys_are_read_seldom_and_an_unknown_one_does_not_change_that() -> None:
    published, clock = Published(RSA), Clock()
    keys = ForeignKeys(published, clock)
    for _ in range(5):
        assert await keys.find("rsa-1")
        assert await keys.find("unknown") is None
    assert published.times == 1
    clock.now = FRESH + 1
    published.away = True
    assert await keys.find("rsa-1"), "known keys are kept while the issuer is away"
    assert published.times == 2


async def test_a_new_key_of_the_issuer_is_found_when_it_is_first_used() -> None:
    published, clock = Published(RSA), Clock()
    keys = ForeignKeys(published, clock)
    assert await keys.find("rsa-1")
    published.keys, clock.now = (RSA, ED), 11.0
    assert await keys.find("ed-1")
