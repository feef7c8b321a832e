"""The scenario's list of bad inputs, as far as it speaks of what the register holds."""

import ast
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from services.registry.tests.builders import registration

from chassis.testing import ServiceUnderTest, service_under_test

ORGANISATIONS = "/registry/v1/organisations"
LIST = Path(__file__).parents[5].parent / "shared/scenario/bad_inputs.jsonl"
ROWS = [json.loads(line) for line in LIST.read_text().splitlines()] if LIST.exists() else []
# Mark-up, formulas and compatibility letters are text: kept as sent, and whoever shows them escapes.
HARMLESS_NAMES = {9, 11, 17, 19, 21, 23, 25, 31, 33, 37}
pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not ROWS, reason="shared/scenario/bad_inputs.jsonl is missing"),
]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [row for row in ROWS if row["area"] == "registry"]


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


def value_of(row: dict[str, Any]) -> Any:
    if "value_repeat" in row:
        text, times = row["value_repeat"]
        return text * times
    return ast.literal_eval(row["value_escaped"]) if "value_escaped" in row else row["value"]


def body_of(row: dict[str, Any], value: Any) -> dict[str, Any]:
    """The registration in which that value stands where the row says."""
    match row["where"]:
        case "provider.name":
            return registration(name=value)
        case "provider.website":
            return registration(website=value)
        case _:
            return registration(org_ids=[f"GB-COH-{value}"])


async def test_no_bad_value_is_kept_and_none_breaks_the_register(
    registry: ServiceUnderTest, rows: list[dict[str, Any]]
) -> None:
    kept = set()
    registrar = registry.client("registrar")
    for row in rows:
        if row["where"] not in {"provider.name", "provider.website", "provider.company_number"}:
            continue
        text = json.dumps(body_of(row, value_of(row)))  # escaped, so that a lone surrogate can be sent at all
        answer = await registrar.post(ORGANISATIONS, content=text, headers={"Content-Type": "application/json"})
        assert answer.status_code in {201, 413, 422}, (row, answer.text)
        kept |= {row["id"]} if answer.status_code == 201 else set()
    assert kept == HARMLESS_NAMES | {69}  # 69: spaces around a number go; it is a number then
    assert len(await registry.emitted()) == len(kept)


async def test_no_bad_identifier_finds_or_changes_anything(
    registry: ServiceUnderTest, rows: list[dict[str, Any]]
) -> None:
    registrar = registry.client("registrar")
    for row in (row for row in rows if row["where"] == "provider.id"):
        path = f"{ORGANISATIONS}/{value_of(row)}"
        assert (await registrar.get(path)).status_code in {404, 422}, row
        assert (await registrar.put(path, json=registration())).status_code in {404, 422}, row
    assert await registry.emitted() == []
