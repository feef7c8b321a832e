"""JSON that could mean two things, or nothing a database can keep, is refused at its place."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chassis.problems import Problem
from chassis.strict import DEEPEST, parse


def places(body: bytes) -> list[str]:
    """Where `parse` finds fault."""
    with pytest.raises(Problem) as refusal:
        parse(body)
    assert refusal.value.kind.status == 422
    return [fault.path for fault in refusal.value.errors]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b'{"a": 1, "a": 1}', ["/a"]),
        (b'{"lots": [{"x": 1}, {"v": 1, "v": 2}]}', ["/lots/1/v"]),
        (b'{"a/b": {"~": NaN}}', ["/a~1b/~0"]),
        (b'{"a": NaN, "b": Infinity, "c": [-Infinity]}', ["/a", "/b", "/c/0"]),
        (b'{"a": 1e400}', ["/a"]),
        (b'{"a": 9223372036854775808}', ["/a"]),
        (b'{"a": ' + b"9" * 5000 + b"}", ["/a"]),
        (b'{"a": "x\\u0000"}', ["/a"]),
        (b'{"a": ["\\ud800"]}', ["/a/0"]),
        (b'{"a": "\\uDC00\\uD800"}', ["/a"]),
        (b'{"\\u0000": 1}', [""]),
        (b'{"a": "\x00"}', [""]),
        (b'{"a": "\xff"}', [""]),
        (b'{"a": "\xed\xa0\x80"}', [""]),  # a lone surrogate as UTF-8 would spell it
        (b'\xef\xbb\xbf{"a": 1}', [""]),
        ('{"a": 1}'.encode("utf-16-le"), [""]),
        (b'{"a": 1,}', [""]),
        (b"{'a': 1}", [""]),
        (b"", [""]),
        (b'{"a": 01}', [""]),
        (b'{"a": 1} {"b": 2}', [""]),
        (b'{"a":{"a"' * 100_000, [""]),
        (b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), [""]),
        (json.dumps({str(n): n for n in range(100_000)}).encode(), ["/"]),
    ],
)
def test_a_fault_is_named_with_its_place(body: bytes, where: list[str]) -> None:
    assert places(body) == where


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"A": 1, "a": 2}', {"A": 1, "a": 2}),
        (b'{"a": "\\ud83d\\ude00"}', {"a": "\U0001f600"}),
        (b'{"a": "\\\\u0000"}', {"a": "\\u0000"}),
        (b'"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["', "[" * 40),
        (b"[" * DEEPEST + b"]" * DEEPEST, json.loads("[" * DEEPEST + "]" * DEEPEST)),
        (b"-9223372036854775808", -(2**63)),
        (b'{"__proto__": {"a": 1}}', {"__proto__": {"a": 1}}),
    ],
)
def test_what_has_one_meaning_is_read(body: bytes, value: Any) -> None:
    assert parse(body) == value


CLEAN = some.text(some.characters(exclude_characters="\0", exclude_categories=["Cs"]))
VALUES = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-(2**63), 2**63 - 1)
    | some.floats(allow_nan=False, allow_infinity=False)
    | CLEAN,
    lambda inner: some.lists(inner) | some.dictionaries(CLEAN, inner),
    max_leaves=20,
)


@given(VALUES, some.booleans())
def test_every_sound_text_is_read_as_everybody_reads_it(value: Any, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only).encode()
    assert parse(text) == json.loads(text)


@given(some.binary(max_size=200))
def test_no_bytes_bring_it_down(body: bytes) -> None:
    with contextlib.suppress(Problem):
        parse(body)
