"""Rows for COPY: what PostgreSQL reads back is what was written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kernel.copy_text import written

ESCAPED = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
TEXT = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0\x1e\x1f"))


def read(line: str) -> list[str | None]:
    """What PostgreSQL reads (COPY, text format)."""
    return [None if cell == "\\N" else re.sub(r"\\.", lambda it: ESCAPED[it[0]], cell) for cell in line.split("\t")]


@given(some.lists(some.none() | TEXT, min_size=1))
def test_what_is_written_is_read_again(values: list[str | None]) -> None:
    assert read(written(*values)) == values


@pytest.mark.parametrize("sign", ["\x1f", "\x1e", "\0"])
def test_what_no_row_can_hold_becomes_a_blank_and_shifts_nothing(sign: str) -> None:
    assert read(written(f"a{sign}b", None, sign)) == ["a b", None, " "]
