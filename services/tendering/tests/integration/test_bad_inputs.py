"""The scenario's list of bad inputs, as far as it speaks of tenders and bids: nothing bad is kept, nothing is a 5xx."""

import ast
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from services.tendering.tests.builders import NOW, at, bid_body, notice_body, pounds
from services.tendering.tests.integration.line import V1, Line, done

LIST = Path(__file__).parents[4].parent / "shared/scenario/bad_inputs.jsonl"
ROWS = [json.loads(line) for line in LIST.read_text().splitlines()] if LIST.exists() else []
LOT: dict[str, Any] = {"title": "Prevention", "value": pounds("90000.00")}
QUALITY: dict[str, Any] = {"name": "Quality", "kind": "quality", "weight": 100}
POST = {"role": "Cleaner", "weekly_hours": 37, "hourly_pay": 14, "years_of_service": 3}
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


#: What a notice may not say, where that is named, and in which words.
BAD_TERMS: list[tuple[dict[str, Any], str, str]] = [
    ({"cpv": ["99000000-9"]}, "/cpv/0", "99000000 is not a CPV code: there is no division 99"),
    ({"cpv": ["8531100"]}, "/cpv/0", "A CPV code has eight digits, such as 85311000."),
    ({"lots": [LOT | {"value": pounds("-1.00")}]}, "/lots/0/value/amount", "with two decimal places, such as 1250.00"),
    ({"lots": [LOT, LOT]}, "/lots/1/title", "Lots overlap: two are 'Prevention', and no reference tells which."),
    (
        {"lots": [LOT | {"reference": "a"}, LOT | {"reference": "a"}]},
        "/lots/1/reference",
        "There are two lots called 'a'.",
    ),
    ({"lots": [LOT | {"starts_on": "2027-04-01", "ends_on": "2027-03-31"}]}, "/lots/0/ends_on", "before it starts"),
    ({"criteria": [QUALITY | {"weight": 100.001}]}, "/criteria/0/weight", "It should be 100 or less."),
    ({"criteria": [QUALITY | {"weight": 33.333}]}, "/criteria/0/weight", "at most 2 decimal places"),
    ({"criteria": [QUALITY | {"topic": "offshore"}]}, "/criteria/0/topic", "It should be"),
    ({"engagement_id": "00000000-0000-0000-0000-000000000000"}, "/engagement_id", "an engagement of the buyer"),
]


@pytest.mark.parametrize(("terms", "path", "words"), BAD_TERMS)
async def test_each_bad_term_of_a_notice_is_named_where_it_stands(
    line: Line, terms: dict[str, Any], path: str, words: str
) -> None:
    answer = await sent(line.buyer, f"{V1}/notices", notice_body(**terms))
    assert answer.status_code == 422, answer.text
    assert [error["path"] for error in answer.json()["errors"]] == [path]
    assert words in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"criteria": [QUALITY | {"weight": 99.99}]}, "The weights of the criteria add up to 99.99"),
        ({"closes_at": "2026-08-17T09:00:00Z"}, "The deadline for bids has already passed."),
        ({"lots": []}, "A notice needs at least one lot."),
    ],
)
async def test_a_draft_may_be_wrong_and_is_not_published_until_that_is_mended(
    line: Line, terms: dict[str, Any], words: str
) -> None:
    notice = done(await sent(line.buyer, f"{V1}/notices", notice_body(**terms)), 201)
    refused = done(await line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW)), 409)
    assert refused["type"] == "/problems/rule-broken"
    assert words in refused["detail"]


async def test_a_foreign_buyers_notice_reads_as_not_found_whatever_is_done_to_it(line: Line) -> None:
    await line.knows(line.rival, "Eastmarsh Council", "buyer")
    stranger = line.service.client("commissioner", organisation=line.rival)
    notice = await line.draft()
    path = f"{V1}/notices/{notice['id']}"
    for method, part, body in (
        ("GET", "", None),
        ("PUT", "", notice_body()),
        ("POST", "/publish", None),
        ("POST", "/cancel", {"reason": "Because."}),
        ("POST", "/copy", {"closes_at": "2027-01-15T12:00:00Z"}),
        ("PUT", "/workforce", {"posts": [POST]}),
    ):
        answer = await stranger.request(method, path + part, json=body, headers=at(NOW))
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found"), part
