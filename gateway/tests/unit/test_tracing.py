"""Where a trace begins: here, or at one who is trusted to have begun it."""

from ipaddress import ip_network
from typing import Any

import pytest

from gateway.tracing import continued, entrance

GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
INGRESS = (ip_network("10.1.0.0/16"),)


def scope(*headers: str, client: str | None = "10.1.2.3") -> dict[str, Any]:
    sent = [(b"traceparent", header.encode()) for header in headers]
    return {"method": "GET", "headers": sent, "client": (client, 1) if client else None}


def test_a_trusted_network_is_believed() -> None:
    assert continued(scope(GIVEN), INGRESS) == GIVEN
    with entrance(scope(GIVEN), INGRESS, traced=True) as found:
        assert found.traceparent == GIVEN.encode()


@pytest.mark.parametrize(
    "asked",
    [
        scope(GIVEN, client="10.2.2.3"),
        scope(GIVEN, client="not an address"),
        scope(GIVEN, client=None),
        scope(GIVEN, GIVEN),
        scope(GIVEN.upper()),
        scope("00-0-0-01"),
        scope(),
    ],
)
def test_everybody_elses_trace_begins_here(asked: dict[str, Any]) -> None:
    with entrance(asked, INGRESS, traced=True) as found:
        assert len(found.traceparent) == len(GIVEN)
        assert found.traceparent != GIVEN.encode()


def test_nobody_is_believed_unless_a_setting_says_so() -> None:
    with entrance(scope(GIVEN), (), traced=True) as found:
        assert found.traceparent != GIVEN.encode()


def test_what_may_not_be_traced_has_no_trace_even_from_one_who_is_trusted() -> None:
    with entrance(scope(GIVEN), INGRESS, traced=False) as found:
        assert (found.traceparent, found.ids()) == (b"", {})
