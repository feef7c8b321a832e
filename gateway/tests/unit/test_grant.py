"""How a client asks for a token (RFC 6749)."""

import base64

import pytest

from gateway.identity.grant import Asked, OAuthError, asked, fields, granted

FORM = "application/x-www-form-urlencoded"


def basic(pair: str) -> str:
    return "Basic " + base64.b64encode(pair.encode()).decode()


def test_a_client_says_who_it_is_in_the_form_or_in_the_header() -> None:
    form = {"grant_type": "client_credentials"}
    expected = Asked("buyer", "se:cret%", None)
    assert asked(form, basic("buyer:se%3Acret%25")) == expected
    assert asked({**form, "client_id": "buyer", "client_secret": "se:cret%"}, None) == expected


def test_a_client_may_ask_for_less_than_it_has() -> None:
    assert granted(frozenset({"read"}), frozenset({"read", "write"})) == {"read"}
    assert granted(None, frozenset({"read", "write"})) == {"read", "write"}


@pytest.mark.parametrize(
    ("form", "authorization", "code"),
    [
        ({}, None, "invalid_request"),
        ({"grant_type": "password"}, None, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, None, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "a"}, None, "invalid_client"),
        ({"grant_type": "client_credentials"}, "Bearer x", "invalid_client"),
        ({"grant_type": "client_credentials"}, "Basic !!!", "invalid_client"),
        ({"grant_type": "client_credentials"}, basic("no colon"), "invalid_client"),
        ({"grant_type": "client_credentials", "client_secret": "b"}, basic("a:b"), "invalid_request"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_the_words_of_the_rfc(
    form: dict[str, str], authorization: str | None, code: str
) -> None:
    with pytest.raises(OAuthError) as refused:
        asked(form, authorization)
    assert refused.value.code == code


@pytest.mark.parametrize("scopes", [frozenset({"admin"}), frozenset({"read", "admin"}), frozenset()])
def test_nobody_gets_a_scope_that_it_has_not(scopes: frozenset[str]) -> None:
    with pytest.raises(OAuthError, match="There are these scopes"):
        granted(scopes, frozenset({"read"}))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"grant_type=a&grant_type=b", FORM),
        (b'{"grant_type": "client_credentials"}', "application/json"),
        (b"grant_type=%ff", FORM),
        ("grant_type=é".encode(), FORM),
        (b"&".join(b"a%d=1" % n for n in range(30)), FORM),
    ],
)
def test_a_form_is_read_in_one_way_or_not_at_all(body: bytes, content_type: str) -> None:
    with pytest.raises(OAuthError):
        fields(body, content_type)


def test_a_form_may_name_its_charset() -> None:
    assert fields(b"grant_type=client_credentials", f"{FORM}; charset=utf-8") == {"grant_type": "client_credentials"}
