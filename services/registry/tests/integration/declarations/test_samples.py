"""The standard's own sample files go in and come out again, statement for statement."""

import json
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from chassis.testing import ServiceUnderTest, service_under_test

STANDARDS = Path(__file__).parents[6] / "shared/standards"
SAMPLES = sorted((STANDARDS / "data/bods/examples").glob("*.json"))
BODS = "/registry/v1/bods"
NOW = {"Commonweal-Now": "2026-11-20T09:00:00Z"}
pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not SAMPLES, reason="the standard's samples are not at hand in ../shared/standards"),
]


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


def read(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


async def imported(registry: ServiceUnderTest, text: str) -> dict[str, Any]:
    registrar = registry.client("registrar")
    answer = await registrar.post(BODS, content=text, headers={"Content-Type": "application/json", **NOW})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.parametrize("text", [it.read_text() for it in SAMPLES], ids=[it.stem for it in SAMPLES])
async def test_a_sample_comes_out_as_it_went_in_and_again_changes_nothing(
    registry: ServiceUnderTest, text: str
) -> None:
    first, again = await imported(registry, text), await imported(registry, text)
    exported = await registry.client().get(BODS)
    assert first["rejected"] == []
    assert (first["read"], first["accepted"]) == (len(read(text)), len(read(text)))
    assert (again["accepted"], again["unchanged"], again["rejected"]) == (0, first["read"], [])
    assert read(exported.text) == read(text)
