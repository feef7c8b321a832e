"""A bid is late or not by when the gateway had read it, and only the gateway can say when that was."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI, Request
from joserfc.jwk import OKPKey

from chassis.arrivals import HEADER, arrived, signed
from chassis.keys import KeySet
from chassis.problems import Problem
from chassis.testing.service import gateway_key
from chassis.tokens import Verifier

NOW = datetime.now(UTC)
BODY = b'{"offers": []}'


def a_request(header: str | None, *, body: bytes = BODY, request_id: str = "one") -> Request:
    """A request to tendering with that arrival."""
    app = FastAPI()
    app.state.keys = KeySet.of({"keys": [gateway_key().as_dict(private=False)]})
    app.state.verifier = Verifier("tendering")
    headers = [(b"request-id", request_id.encode())]
    if header is not None:
        headers.append((HEADER.encode(), header.encode()))

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request({"type": "http", "method": "POST", "path": "/", "headers": headers, "app": app}, receive)


async def test_what_the_gateway_signed_counts_and_not_the_hour_at_which_it_is_done() -> None:
    now = datetime.now(UTC)  # the gateway's, and not of when these tests were collected
    at = now - timedelta(seconds=20)
    assert await arrived(a_request(signed(gateway_key(), "tendering", "one", BODY, at=at)), now) == at
    assert await arrived(a_request(None), now) == now


@pytest.mark.parametrize(
    ("service", "request_id", "body", "seconds"),
    [
        ("grants", "one", BODY, 0),
        ("tendering", "another", BODY, 0),
        ("tendering", "one", b"{}", 0),
        ("tendering", "one", BODY, 61),
        ("tendering", "one", BODY, -10),
    ],
)
async def test_what_was_signed_for_something_else_or_long_ago_is_refused(
    service: str, request_id: str, body: bytes, seconds: int
) -> None:
    header = signed(gateway_key(), service, request_id, body, at=datetime.now(UTC) - timedelta(seconds=seconds))
    with pytest.raises(Problem):
        await arrived(a_request(header), NOW)


async def test_nobody_else_signs() -> None:
    other = OKPKey.generate_key("Ed25519", {"kid": "tests"}, private=True)
    with pytest.raises(Problem, match="did not sign"):
        await arrived(a_request(signed(other, "tendering", "one", BODY, at=NOW)), NOW)
