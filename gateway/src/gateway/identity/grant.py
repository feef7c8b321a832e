"""The token endpoint's own grammar: RFC 6749 §2.3.1 (who asks), §4.4 (client credentials), §5.2 (how it says no)."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus

LARGEST = 16 * 1024


class OAuthError(Exception):
    """`code` is one of RFC 6749 §5.2; the sentence is its `error_description`."""

    def __init__(self, code: str, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.code, self.status = code, status


@dataclass(frozen=True)
class Asked:
    """A client that asks for a token. `scopes` is None when it asks for all it has."""

    client_id: str
    secret: str
    scopes: frozenset[str] | None


def asked(form: Mapping[str, str], authorization: str | None) -> Asked:
    """What is asked for, and by whom. Raises OAuthError."""
    if form.get("grant_type") != "client_credentials":
        code = "unsupported_grant_type" if form.get("grant_type") else "invalid_request"
        raise OAuthError(code, "grant_type must be client_credentials.")
    client_id, secret = credentials(form, authorization)
    scope = form.get("scope")
    return Asked(client_id, secret, None if scope is None else frozenset(scope.split()))


def fields(body: bytes, content_type: str) -> Mapping[str, str]:
    """The fields of a form, each at most once. Raises OAuthError."""
    if content_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise OAuthError("invalid_request", "Send application/x-www-form-urlencoded.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError as error:
        raise OAuthError("invalid_request", "The form cannot be read.") from error
    if len(dict(pairs)) != len(pairs):
        raise OAuthError("invalid_request", "A parameter is sent twice.")
    return dict(pairs)


def credentials(form: Mapping[str, str], authorization: str | None) -> tuple[str, str]:
    """Client and secret: from HTTP Basic, or from the form, never from both. Raises OAuthError."""
    if authorization is not None:
        if "client_secret" in form:
            raise OAuthError("invalid_request", "Say who you are once: in the header or in the form.")
        return basic(authorization)
    if not form.get("client_id") or not form.get("client_secret"):
        raise OAuthError("invalid_client", "Say who you are.", 401)
    return form["client_id"], form["client_secret"]


def basic(authorization: str) -> tuple[str, str]:
    """Both parts of HTTP Basic are form-encoded first (RFC 6749 §2.3.1). Raises OAuthError."""
    scheme, _, encoded = authorization.partition(" ")
    try:
        pair = base64.b64decode(encoded.strip(), validate=True).decode()
    except ValueError as error:
        raise OAuthError("invalid_client", "The Authorization header cannot be read.", 401) from error
    client_id, colon, secret = pair.partition(":")
    if scheme.lower() != "basic" or not colon:
        raise OAuthError("invalid_client", "The Authorization header must be HTTP Basic.", 401)
    return unquote_plus(client_id), unquote_plus(secret)


def granted(scopes: frozenset[str] | None, held: frozenset[str]) -> frozenset[str]:
    """What of its scopes the client gets. Raises OAuthError for one that it has not."""
    if scopes is None:
        return held
    if not scopes or not scopes <= held:
        raise OAuthError("invalid_scope", f"There are these scopes: {' '.join(sorted(held))}.")
    return scopes
