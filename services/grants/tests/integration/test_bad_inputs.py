"""The scenario's list of bad inputs, as far as it speaks of grants: nothing bad is kept, nothing is a 5xx."""

import ast
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from services.grants.tests.builders import NOW, at, pounds
from services.grants.tests.integration.line import V1, Line, done

LIST = Path(__file__).parents[4].parent / "shared/scenario/bad_inputs.jsonl"
ROWS = [json.loads(line) for line in LIST.read_text().splitlines()] if LIST.exists() else []
pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not ROWS, reason="shared/scenario/bad_inputs.jsonl is missing"),
]


def rows(place: str) -> list[dict[str, Any]]:
    return [row for row in ROWS if row["area"] == "grants" and row["where"] == place]


def value_of(row: dict[str, Any]) -> Any:
    if "value_repeat" in row:
        text, times = row["value_repeat"]
        return text * times
    return ast.literal_eval(row["value_escaped"]) if "value_escaped" in row else row["value"]


async def sent(client: httpx.AsyncClient, path: str, body: Any) -> httpx.Response:
    """As escaped JSON, so that a lone surrogate can be sent at all."""
    headers = at(NOW) | {"Content-Type": "application/json"}
    return await client.post(path, content=json.dumps(body), headers=headers)


async def test_no_bad_amount_is_paid(line: Line) -> None:
    grant = await line.grant()
    path = f"{V1}/grants/{grant['id']}/payments"
    for row in rows("payment.amount"):
        for amount in (value_of(row), {"amount": value_of(row), "currency": "GBP"}):
            answer = await sent(line.funder, path, {"amount": amount})
            assert answer.status_code in {413, 422}, (row, answer.text)
    assert done(await line.public.get(f"{V1}/grants/{grant['id']}")) == grant


async def test_nothing_is_paid_on_a_bad_day(line: Line) -> None:
    grant = await line.grant()
    path = f"{V1}/grants/{grant['id']}/payments"
    for row in rows("payment.due"):
        if value_of(row) is None:
            continue  # no day is today
        answer = await sent(line.funder, path, {"amount": pounds("1.00"), "paid_on": value_of(row)})
        assert answer.status_code == 422, (row, answer.text)
    assert done(await line.public.get(f"{V1}/grants/{grant['id']}")) == grant


async def test_no_bad_identifier_reaches_a_grant(line: Line) -> None:
    await line.grant()
    for row in rows("grant.id"):
        read = await line.funder.get(f"{V1}/grants/{value_of(row)}")
        # An empty identifier is another address, and `..` is resolved before it is sent.
        assert read.status_code in {404, 405, 422}, (row, read.text)
        paid = await sent(line.funder, f"{V1}/grants/{value_of(row)}/payments", {"amount": pounds("1.00")})
        assert paid.status_code in {404, 405, 422}, (row, paid.text)
