"""What the gateway measures, and who may read it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from gateway.tests.conftest import ADMIN, BUYER, House
from prometheus_client.parser import text_string_to_metric_families

from gateway.breaker import FAILURES, Breaker
from gateway.metrics import state_of

STRANGER = {"X-Forwarded-For": "203.0.113.7"}  # whoever is behind a proxy is not this machine


async def test_metrics_are_for_this_machine_auditors_and_administrators(gateway_house: House) -> None:
    async with gateway_house.caller() as near:
        assert (await near.get("/metrics")).status_code == 200
    for client, expected in ((None, 401), (BUYER, 403), (ADMIN, 200)):
        signed_in = await gateway_house.signed_in(client) if client else {}
        async with gateway_house.caller(**STRANGER, **signed_in) as caller:
            assert (await caller.get("/metrics")).status_code == expected


async def test_a_setting_shows_metrics_to_everybody(
    opened: Callable[..., AbstractAsyncContextManager[House]],
) -> None:
    async with opened(metrics_public=True) as house, house.caller(**STRANGER) as stranger:
        assert (await stranger.get("/metrics")).status_code == 200


async def test_requests_are_counted_by_service_and_status(
    opened: Callable[..., AbstractAsyncContextManager[House]],
) -> None:
    # To ask for a token counts as ten requests of the same neighbourhood.
    async with opened(anonymous_quota=14, quota_window=86_400) as house:
        signed_in = await house.signed_in(ADMIN)
        async with house.caller() as anybody, house.caller(**signed_in) as administrator:
            for path in ("/registry/v1/a", "/registry/v1/b", "/", "/.nothing", "/registry/v1/one-too-many"):
                await anybody.get(path)
            shown = (await administrator.get("/metrics")).text
    samples = [sample for family in text_string_to_metric_families(shown) for sample in family.samples]
    found = {" ".join([sample.name, *sample.labels.values()]): sample.value for sample in samples}
    assert found["gateway_request_duration_seconds_count registry 200"] == 2
    assert found["gateway_request_duration_seconds_count transparency 200"] == 1
    assert found["gateway_request_duration_seconds_count door 404"] == 1
    assert found["gateway_request_duration_seconds_count door 429"] == found["gateway_limits_hit_total anonymous"] == 1
    states = [found[f"gateway_breaker_state {state} registry"] for state in ("closed", "probing", "open")]
    assert states == [1, 0, 0]


def test_a_breaker_is_closed_open_or_probing() -> None:
    now = 0.0
    breaker = Breaker(clock=lambda: now)
    assert state_of(breaker) == "closed"
    for _ in range(FAILURES):
        breaker.failed()
    assert state_of(breaker) == "open"
    now = 60.0
    assert breaker.admits()
    assert state_of(breaker) == "probing"
