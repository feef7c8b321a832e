"""How files go to the platform in chunks, and what is told of every row."""

import gzip
import json
from pathlib import Path

import httpx
import pytest

from commonweal.errors import CannotDo
from commonweal.sending import MOST, Report, chunks_of, read, sent
from transparency.imports.readers.rows import Publication, Row


def a_publication(count: int, **envelope: str) -> Publication:
    return Publication(envelope, (Row(f'{{"id":{number}}}') for number in range(count)))


def test_every_row_goes_in_one_chunk_with_its_number_and_its_own_package(tmp_path: Path) -> None:
    found = [a_publication(MOST + 1, uri="a"), a_publication(1, uri="b")]
    chunks = list(chunks_of(found, Report(tmp_path / "f.json")))
    assert [[number for number, _ in chunk.rows] for chunk in chunks] == [
        list(range(1, MOST + 1)),
        [MOST + 1],
        [MOST + 2],
    ]
    bodies = [json.loads(chunk.body("releases")) for chunk in chunks]
    assert [body["uri"] for body in bodies] == ["a", "a", "b"]
    assert bodies[1]["releases"] == [{"id": MOST}]


def test_rejected_rows_are_written_down_with_their_reasons_and_an_earlier_list_goes(tmp_path: Path) -> None:
    file = tmp_path / "f.json"
    report = Report(file)
    rows = [Row('{"id":1}'), Row("{", "It is not JSON."), Row('{"id":3}')]
    [chunk] = chunks_of([Publication({}, iter(rows))], report)
    report.add(
        chunk,
        {"accepted": 1, "unchanged": 0, "noted": [], "rejected": [{"row": 2, "name": None, "reason": "No date."}]},
    )
    report.write_rejected()
    lines = [json.loads(line) for line in (tmp_path / "f.json.rejected.jsonl").read_text().splitlines()]
    assert lines == [
        {"row": 2, "reason": "It is not JSON.", "published": "{"},
        {"row": 3, "reason": "No date.", "published": {"id": 3}},
    ]
    assert (report.read, report.accepted, report.rejected) == (3, 1, 2)
    Report(file).write_rejected()
    assert not (tmp_path / "f.json.rejected.jsonl").exists()


@pytest.mark.parametrize("packed", [False, True])
def test_lines_end_at_line_feeds_only_and_a_gzip_is_unpacked(tmp_path: Path, packed: bool) -> None:
    path, text = tmp_path / "f.jsonl", '\ufeff{"a": "b\u2028c\x85d"}\r\n{}\n'.encode()
    path.write_bytes(gzip.compress(text) if packed else text)
    with read(path) as lines:
        assert list(lines) == ['{"a": "b\u2028c\x85d"}\r\n', "{}\n"]


def test_a_busy_platform_is_asked_again_and_a_refusal_is_told() -> None:
    answers = [httpx.Response(503, headers={"Retry-After": "0"}), httpx.Response(200, json={"accepted": 1})]
    with httpx.Client(transport=httpx.MockTransport(lambda _: answers.pop(0)), base_url="http://p") as client:
        assert sent(client, "/x", b"{}", {}) == {"accepted": 1}
    refusing = httpx.MockTransport(lambda _: httpx.Response(403, text="This is for: platform_admin."))
    with (
        httpx.Client(transport=refusing, base_url="http://p") as client,
        pytest.raises(CannotDo, match="platform_admin"),
    ):
        sent(client, "/x", b"{}", {})
