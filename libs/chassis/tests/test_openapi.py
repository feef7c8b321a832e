"""What the API says of itself is what it does."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from libs.chassis.tests.desk import COUNCIL, Desk, gateway_key, listening, opened
from schemathesis.core.result import Ok

from chassis.identity import mint
from chassis.openapi import describe
from chassis.problems import CATALOGUE

METHODS = {"get", "post", "put", "patch", "delete"}


def test_every_problem_has_a_page_of_its_own() -> None:
    assert len({kind.type for kind in CATALOGUE.values()}) == len(CATALOGUE) >= 15
    assert all(kind.meaning.endswith(".") for kind in CATALOGUE.values())


async def test_every_operation_has_a_readable_name_its_problems_and_its_callers(desk: Desk) -> None:
    document = describe(desk.app)
    operations = {
        operation["operationId"]: operation
        for path in document["paths"].values()
        for method, operation in path.items()
        if method in METHODS
    }
    assert {
        "registry_put_down",
        "registry_look",
        "registry_keep_document",
        "registry_read_decision",
    } <= operations.keys()
    assert len(operations) == sum(len(METHODS & path.keys()) for path in document["paths"].values())
    for operation in operations.values():
        assert {"400", "422", "503"} <= operation["responses"].keys()
        assert operation["tags"]
        assert operation["description"]
    put_down, look_at = operations["registry_put_down"], operations["registry_look_at"]
    assert put_down["security"] == [{"bearer": []}]
    assert {"409", "412", "413", "415"} <= put_down["responses"].keys()
    assert {"$ref": "#/components/parameters/IdempotencyKey"} in put_down["parameters"]
    assert look_at["security"] == []
    assert "304" in look_at["responses"]
    assert document["components"]["securitySchemes"].keys() == {"bearer", "apiKey"}
    assert document["components"]["responses"]["Problem409"]["content"].keys() == {"application/problem+json"}


class Elsewhere(threading.Thread):
    """The desk on a port, in a thread and a loop of its own: schemathesis waits for its answers."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.started, self.done, self.port = threading.Event(), threading.Event(), 0

    def run(self) -> None:
        asyncio.run(self.listen())

    async def listen(self) -> None:
        async with opened() as desk, listening(desk) as self.port:
            self.started.set()
            await asyncio.to_thread(self.done.wait)


@pytest.fixture
def url() -> Iterator[str]:
    desk = Elsewhere()
    desk.start()
    assert desk.started.wait(30)
    yield f"http://127.0.0.1:{desk.port}"
    desk.done.set()
    desk.join(10)


def test_no_invented_request_finds_an_answer_that_is_not_described(url: str) -> None:
    token = mint(
        gateway_key(), audience="registry", subject="fuzz", organisation=COUNCIL, roles=["commissioner"], lifetime=300
    )
    schema = schemathesis.openapi.from_url(f"{url}/registry/v1/openapi.json")
    tried = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case[Any]) -> None:
            # What text may hold (kernel.text) is more than a pattern can say, so not all that fits the schema is taken.
            case.call_and_validate(
                headers={"Authorization": f"Bearer {token}"},
                excluded_checks=[schemathesis.checks.positive_data_acceptance],
            )

        if "/fail/" not in operation.path and "/write/" not in operation.path:
            check()
            tried += 1
    assert tried >= 10
