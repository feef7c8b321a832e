"""The scenario's list of bad inputs, as far as it speaks of tenders and bids: nothing bad is kept, nothing is a 5xx."""

import ast
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from services.tendering.tests.builders import NOW, at, bid_body, notice_body
from services.tendering.tests.integration.line import V1, Line, done

LIST = Path(__file__).parents[4].parent / "shared/scenario/bad_inputs.jsonl"
ROWS = [json.loads(line) for line in LIST.read_text().splitlines()] if LIST.exists() else []
pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not ROWS, reason="shared/scenario/bad_inputs.jsonl is missing"),
]


def rows(*places: str) -> list[dict[str, Any]]:
    return [row for row in ROWS if row["area"] == "tendering" and row["where"] in places]


def value_of(row: dict[str, Any]) -> Any:
    if "value_repeat" in row:
        text, times = row["value_repeat"]
        return text * times
    return ast.literal_eval(row["value_escaped"]) if "value_escaped" in row else row["value"]


async def sent(client: httpx.AsyncClient, path: str, body: Any, method: str = "POST") -> httpx.Response:
    """As escaped JSON, so that a lone surrogate can be sent at all."""
    headers = at(NOW) | {"Content-Type": "application/json"}
    return await client.request(method, path, content=json.dumps(body), headers=headers)


async def test_no_bad_amount_is_bid(line: Line) -> None:
    notice = await line.published()
    path = f"{V1}/notices/{notice['id']}/bids"
    for row in rows("bid.amount"):
        for price in (value_of(row), {"amount": value_of(row), "currency": "GBP"}):
            offers = [{"lot_id": notice["lots"][0]["id"], "price": price}]
            answer = await sent(line.provider, path, bid_body(notice) | {"offers": offers})
            assert answer.status_code in {413, 422}, (row, answer.text)
    assert done(await line.provider.get(path))["items"] == []


async def test_no_bad_deadline_is_drafted(line: Line) -> None:
    for row in rows("tender.deadline"):
        answer = await sent(line.buyer, f"{V1}/notices", notice_body(closes_at=value_of(row)))
        assert answer.status_code == 422, (row, answer.text)


async def test_no_bad_identifier_reaches_a_bid(line: Line) -> None:
    notice = await line.published()
    await line.bid(notice)
    for row in rows("bid.id"):
        path = f"{V1}/bids/{value_of(row)}"
        read = await line.provider.get(path)
        # An empty identifier is another address, and `..` is resolved before it is sent.
        assert read.status_code in {404, 405, 422}, (row, read.text)
        replaced = await sent(line.provider, path, bid_body(notice), "PUT")
        assert replaced.status_code in {404, 405, 422}, (row, replaced.text)


async def test_a_bad_title_is_refused_or_kept_as_the_text_it_is(line: Line) -> None:
    for row in rows("tender.title"):
        title = value_of(row)
        answer = await sent(line.buyer, f"{V1}/notices", notice_body(title=title))
        assert answer.status_code in {201, 422}, (row, answer.text)
        if answer.status_code == 201:
            kept = answer.json()["title"]
            assert kept.isprintable() or "\u200d" in kept, row
            assert len(kept) <= 200
