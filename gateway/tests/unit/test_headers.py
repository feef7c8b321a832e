"""Only what is on a list passes, and nothing that speaks of identity."""

import pytest

from gateway.headers import carried_in, carried_out, new_trace, request_id


def test_what_a_service_may_know_passes() -> None:
    sent = [
        (b"accept", b"*/*"),
        (b"if-match", b'"1-a"'),
        (b"idempotency-key", b"k"),
        (b"content-type", b"application/json"),
    ]
    assert carried_in(sent) == sent


@pytest.mark.parametrize(
    "name",
    [
        b"authorization",
        b"x-api-key",
        b"cookie",
        b"host",
        b"baggage",
        b"traceparent",
        b"tracestate",
        b"forwarded",
        b"x-forwarded-for",
        b"x-forwarded-proto",
        b"x-real-ip",
        b"x-original-url",
        b"x-http-method-override",
        b"x-user-id",
        b"x_user_id",
        b"x-tenant-id",
        b"x-internal-identity",
        b"transfer-encoding",
        b"te",
        b"upgrade",
        b"connection",
        b"expect",
        b"request-id",
    ],
)
def test_what_a_client_says_of_itself_or_of_its_way_here_stays_outside(name: bytes) -> None:
    assert carried_in([(name, b"x")]) == []


def test_what_the_sender_keeps_to_its_connection_goes_no_further() -> None:
    sent = [(b"connection", b"close, If-Match"), (b"if-match", b'"1-a"'), (b"accept", b"*/*")]
    assert carried_in(sent) == [(b"accept", b"*/*")]


def test_an_answer_loses_what_was_of_the_inner_connection_only() -> None:
    sent = [(b"Connection", b"X-Private"), (b"X-Private", b"1"), (b"Server", b"inside"), (b"ETag", b'"1"')]
    assert carried_out(sent, "http://10.0.0.7:8000") == [(b"etag", b'"1"')]


def test_a_redirect_does_not_tell_where_the_service_is() -> None:
    sent = [(b"location", b"http://10.0.0.7:8000/registry/v1/x")]
    assert carried_out(sent, "http://10.0.0.7:8000") == [(b"location", b"/registry/v1/x")]


@pytest.mark.parametrize("name", [b"short", b"a" * 65, b"with space in", b"line\nfeed--"])
def test_a_request_gets_a_name_of_ours_if_its_own_is_not_harmless(name: bytes) -> None:
    assert request_id([(b"x-request-id", name)]) != name


def test_a_request_keeps_its_harmless_name() -> None:
    assert request_id([(b"x-request-id", b"council-run-0042")]) == b"council-run-0042"


def test_traces_begin_at_the_door() -> None:
    assert new_trace() != new_trace()
    assert len(new_trace()) == 55
