"""Every operation of the platform, asked by somebody who may not: no path forgets to ask who comes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.conformance.description import Description, Operation

from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform")]
#: Who reads everything may also count with it: nothing of these is kept.
COUNTS_ONLY = {"tendering_simulate"}


def for_those_known(description: Description) -> Iterator[Operation]:
    """Operations that nobody may use without saying who they are."""
    for operation in description.operations:
        asked = operation.described.get("security")
        if asked and {} not in asked:
            yield operation


def tried(client: httpx.Client, operation: Operation) -> int:
    """The status, where every name in the path is of nothing that there is, and the body is empty."""
    path = re.sub(r"\{[^}]+\}", lambda _: str(uuid4()), operation.path)
    return client.request(operation.method, path, json={} if operation.writes else None).status_code


def test_whoever_says_nothing_of_themselves_is_asked(platform: Platform, description: Description) -> None:
    answers = {operation.id: tried(platform.public, operation) for operation in for_those_known(description)}
    assert len(answers) > 300
    assert {name: status for name, status in answers.items() if status != 401} == {}


def test_an_auditor_writes_nothing(platform: Platform, description: Description) -> None:
    auditor = platform.client("auditor")
    writing = [operation for operation in for_those_known(description) if operation.writes]
    answers = {operation.id: tried(auditor, operation) for operation in writing}
    assert len(answers) > 250
    assert {name for name, status in answers.items() if status != 403} == COUNTS_ONLY


def test_no_body_takes_a_field_that_is_not_described(description: Description) -> None:
    """So nobody sets what is the server's: a status, an owner, a time."""
    found = [
        (operation.id, place, schema)
        for operation in description.operations
        for place, schema in objects_of(description, operation)
    ]
    assert len(found) > 250
    assert [(name, place) for name, place, schema in found if schema.get("additionalProperties", True)] == []


def objects_of(description: Description, operation: Operation) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The objects with fields that a JSON body is made of, each by its place; a named one is looked at once."""
    seen: set[str] = set()
    shape = operation.bodies.get("application/json", {}).get("schema", {})
    waiting: list[tuple[str, Any]] = [("", shape)]
    while waiting:
        place, part = waiting.pop()
        if isinstance(part, Mapping):
            if "$ref" in part and part["$ref"] not in seen:
                seen.add(part["$ref"])
                waiting.append((part["$ref"], description.resolved(part)))
            if "properties" in part:
                yield place, part
            waiting += [(f"{place}/{name}", inner) for name, inner in part.items()]
        elif isinstance(part, list):
            waiting += [(place, inner) for inner in part]
