"""What makes a client, and what proves it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from gateway.clients.domain import Client, Kind, digest_of, matches, new_secret, register
from kernel.errors import Conflict, Unacceptable

NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)


def a_client(**changes: Any) -> Client:
    facts: dict[str, Any] = {"name": "Spend", "organisation": None, "roles": ["commissioner"], "now": NOW}
    client_id, kind, secret = (changes.pop(name, usual) for name, usual in USUAL.items())
    return register(client_id, kind, secret, **facts | changes)


USUAL: dict[str, Any] = {"client_id": "northbridge", "kind": Kind.CLIENT, "secret": "correct horse battery"}


def test_a_client_proves_itself_by_its_secret_and_nothing_else() -> None:
    client = a_client()
    assert client.proves_itself("correct horse battery")
    assert not client.proves_itself("correct horse")
    assert not client.proves_itself("")
    assert b"correct horse" not in client.digest


def test_a_revoked_client_proves_nothing() -> None:
    client = a_client()
    client.revoke(now=NOW)
    assert not client.proves_itself("correct horse battery")
    with pytest.raises(Conflict, match="revoked already"):
        client.revoke(now=NOW)


@pytest.mark.parametrize("kind", list(Kind))
def test_equal_secrets_leave_different_digests(kind: Kind) -> None:
    assert digest_of("same", kind) != digest_of("same", kind)
    assert matches(digest_of("same", kind), "same", kind)


def test_a_secret_of_any_length_is_not_hashed() -> None:
    assert not matches(digest_of("x" * 201, Kind.CLIENT), "x" * 201, Kind.CLIENT)


def test_an_api_key_only_reads() -> None:
    assert a_client(kind=Kind.API_KEY).scopes == ["read"]
    assert a_client().scopes == ["read", "write"]


@pytest.mark.parametrize("roles", [["Commissioner"], ["root"], ["commissioner", "platform-admin"], [""]])
def test_a_role_that_nobody_has_heard_of_is_refused(roles: list[str]) -> None:
    with pytest.raises(Unacceptable, match="There is no role") as refused:
        a_client(roles=roles)
    assert refused.value.path == "/roles"


@pytest.mark.parametrize("client_id", ["", "ab", "Has-Capitals", "-dash", "a b c", "a" * 65, "naïve-client", "a\n"])
def test_a_client_is_named_plainly(client_id: str) -> None:
    with pytest.raises(Unacceptable, match="client_id"):
        a_client(client_id=client_id)


def test_secrets_are_long_and_never_the_same() -> None:
    assert len(new_secret()) >= 43
    assert new_secret() != new_secret()
